/**
 * Words by which customers say that they have told us before. Each begins at a word that is rare, and none repeats a part that
 * can be empty, so that the time grows with the length of the text only.
 */
const english =
  /\b(?:i|we)(?:['’]ve| have| had)? (?:already |once )(?:told|said|sent|written|wrote|explained|mentioned|provided|given|gave|reported|answered|described|emailed|called)\b|\b(?:i|we) (?:told|explained|wrote to|emailed|called|sent it to) you (?:this |that |all this )?(?:already|before|twice|several times|many times|last (?:week|month|time))\b|\bas (?:i|we)(?:['’]ve| have)? (?:already )?(?:said|told you|wrote|written|explained|mentioned)\b|\bhow (?:many|often) (?:more )?(?:times )?(?:do|must|should|will) i (?:have to |need to )?(?:repeat|say|explain|tell|write)\b|\bfor the (?:second|third|fourth|fifth|hundredth|umpteenth) time\b|\b(?:have|having) to (?:repeat|explain|say|tell) (?:myself|everything|it all|the same|this|it) (?:all )?(?:again|over)\b|\brepeat(?:ing)? myself\b/i
const russian =
  /(?:^|[^а-яё])(?:я|мы)(?: же| вам| вас| об этом){0,2} уже(?: не раз| неоднократно| дважды| сто раз| вам| об этом| всё| все){0,2} (?:писал|говорил|сообщал|объяснял|отправлял|присылал|высылал|указывал|рассказывал|отвечал|звонил|предоставлял|обращал|написал|сообщил|объяснил|отправил|прислал|выслал|указал|рассказал|ответил)|(?:^|[^а-яё])уже (?:писал|говорил|сообщал|объяснял|отправлял|присылал|указывал|рассказывал)[аи]? (?:вам|об этом)|(?:^|[^а-яё])как я (?:уже )?(?:писал|говорил|сообщал|указывал)|(?:^|[^а-яё])(?:в который раз|сколько (?:ещё |еще )?(?:можно|раз)(?: мне| нужно| надо){0,2} (?:повторять|объяснять|писать|говорить)|(?:второй|третий|четвёртый|четвертый|пятый|сотый|десятый) раз (?:пишу|повторяю|объясняю|прошу|обращаюсь)|ещё раз повторяю|еще раз повторяю|повторяю (?:ещё|еще) раз)/i

/** Whether the customer says that they told us already: then we made them repeat themselves. English and Russian. */
export const saysAgain = (words: string): boolean => english.test(words) || russian.test(words)
