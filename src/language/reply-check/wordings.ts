/** The codes of what an answer should not say: B blames, N is no apology, D dodges, H gives false hope. */
export const replyCodes = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'N1', 'D1', 'H1', 'H2', 'H3', 'H4'] as const
export type ReplyCode = (typeof replyCodes)[number]

/** The languages whose wording is known. */
export type ReplyLanguage = 'en' | 'ru'

/** Wordings by code; each line is one way of saying it, in order of trial. A space stands for any gap between two words. */
type Wordings = Record<ReplyCode, readonly string[]>

const english: Wordings = {
  B1: [
    String.raw`you (?:really |simply |just )?(?:should|could|ought to) have`,
    String.raw`(?:if you had|had you) (?:only |just )?(?:read|checked|told|called|followed|noticed|asked|waited|contacted|listened|informed)`,
  ],
  B2: [
    String.raw`you (?:failed|neglected|forgot|refused) to`,
    String.raw`you (?:did not|didn['’]t) (?:read|follow|check|notice|tell|provide|listen|wait)`,
  ],
  B3: [
    String.raw`(?:your|customer['’]s) own (?:fault|mistake|error)`,
    String.raw`your (?:fault|negligence|carelessness|misuse)`,
    String.raw`user error`,
    String.raw`you (?:mis(?:used|read|understood|handled)|caused|broke|ignored)`,
  ],
  B4: [
    String.raw`you (?:must|may|might|probably) have (?:\p{L}+ )?(?:entered|done|used|pressed|forgotten|missed|damaged|dropped|misread|misunderstood)`,
  ],
  B5: [
    String.raw`as (?:we|i) (?:have )?(?:already|previously|clearly) \p{L}+`,
    String.raw`as you (?:were|have been) (?:already |clearly )?(?:told|advised|informed)`,
  ],
  B6: [
    String.raw`(?:no one|nobody|no other customers?) (?:else )?(?:has |have )?(?:complained|reported|had)`,
    String.raw`you(?:['’]re| are) the (?:only|first) (?:one|customer|person)`,
  ],
  B7: [String.raw`you (?:claim|allege)(?:ed|d|s)?`, String.raw`your (?:alleged|supposed)`, String.raw`allegedly`],
  N1: [
    String.raw`sorry (?:if|that) you (?:feel|felt|think|thought|were offended|found)`,
    String.raw`mistakes were made`,
  ],
  D1: [
    String.raw`not (?:my|our) (?:problem|department|job|fault|responsibility)`,
    String.raw`nothing (?:more |else )?(?:i|we) can do`,
    String.raw`(?:the|our) system (?:won['’]t|will not|doesn['’]t|does not) (?:let|allow)`,
    String.raw`that['’]s (?:just )?(?:our|the|company) policy`,
    String.raw`calm down`,
    String.raw`(?:outside|beyond|not within|out of) (?:of )?(?:my|our) (?:remit|scope|responsibility|responsibilities|competence|hands)`,
  ],
  H1: [
    String.raw`(?:never|won['’]t|will not) happen again`,
    String.raw`(?:we|i) (?:promise|guarantee|assure you)`,
    String.raw`(?:will|shall) (?:definitely|certainly|surely|absolutely)`,
  ],
  H2: [
    String.raw`(?:very )?(?:soon|shortly)`,
    String.raw`in the near future`,
    String.raw`any day now`,
    String.raw`asap`,
    String.raw`as soon as possible`,
    String.raw`in due course`,
  ],
  H3: [
    String.raw`should be (?:fixed|resolved|fine|working|okay|back)`,
    String.raw`(?:i['’]m|i am|we['’]re|we are) (?:sure|confident)`,
    String.raw`hopefully`,
    String.raw`with any luck`,
    String.raw`(?:i|we)(?:['’]ll| will) try`,
  ],
  H4: [
    String.raw`(?:next|upcoming|future) (?:release|version|update)`,
    String.raw`on (?:our|the) roadmap`,
    String.raw`(?:are|am|['’]re|['’]m) (?:currently )?(?:working on|looking into) (?:it|this|that)`,
  ],
}

const russian: Wordings = {
  B1: [
    String.raw`(?:вы|вам) (?:должны были|обязаны были|могли бы|следовало|надо было|нужно было)`,
    String.raw`(?:надо|нужно|следовало) было (?:\p{L}+ )?(?:читать|прочитать|проверить|ознакомиться|смотреть)`,
    String.raw`если бы вы`,
  ],
  B2: [
    String.raw`вы (?:\p{L}+ )?(?:не (?:прочитали|прочли|проверили|ознакомились|указали|сообщили|выполнили|учли|обратили|приложили|отправили|предоставили|ответили)|забыли|проигнорировали|нарушили|перепутали)`,
  ],
  B3: [
    String.raw`(?:по|из-за) ваше(?:й|го) (?:\p{L}+ )?(?:вин\p{L}+|ошибк\p{L}+|невнимательност\p{L}+|недосмотр\p{L}*)`,
    String.raw`это ваша (?:вина|ошибка)`,
    String.raw`сами виноваты`,
    String.raw`вы (?:сами |самостоятельно )?(?:неправильно|неверно)`,
    String.raw`вина (?:клиента|покупателя|потребителя)`,
  ],
  B4: [
    String.raw`внимательн(?:ее|о) (?:читайте|прочитайте|ознакомьтесь|смотрите)`,
    String.raw`(?:читайте|смотрите) внимательн(?:ее|о)`,
    String.raw`будьте внимательн\p{L}+`,
  ],
  B5: [
    String.raw`(?:вам |вас )?уже (?:неоднократно )?(?:говорил|сообщал|писал|объяснял|отвечал|информировал)\p{L}*`,
    String.raw`вам уже (?:был дан|дан|дали|давали|направлен|направили|направляли) (?:\p{L}+ )?ответ`,
  ],
  B6: [
    String.raw`никто (?:больше |другой )?не жал\p{L}+`,
    String.raw`вы (?:единственн|перв)\p{L}+,? (?:кто|клиент|покупатель)`,
  ],
  B7: [String.raw`якобы`, String.raw`вы утверждаете`],
  N1: [
    String.raw`(?:извините|простите|сожалеем|жаль|приносим извинения),? если (?:вы|вас|вам)`,
    String.raw`(?:сожалеем|жаль),? что вы (?:так )?(?:считаете|почувствовали|восприняли|думаете)`,
    String.raw`за возможные неудобства`,
  ],
  D1: [
    String.raw`не (?:моя|наша|мой|наш) (?:проблема|вина|ответственность|зона|вопрос|отдел)`,
    String.raw`не к (?:нам|мне)`,
    String.raw`ничем (?:вам )?(?:помочь )?не (?:можем|могу)`,
    String.raw`(?:таковы|такие) правила`,
    String.raw`система не (?:позволяет|пропускает|даёт|дает)`,
    String.raw`успокойтесь`,
    // How officials say "not our department"; found by reading their answers.
    String.raw`не (?:входит|входят) в (?:\p{L}+ ){0,2}(?:компетенци|обязанност|ответственност|полномочи)\p{L}+`,
    String.raw`(?:выходит|выходят) за рамки(?! (?:обычн|привычн|разумн|прилич))`,
  ],
  H1: [
    String.raw`(?:больше|никогда) (?:\p{L}+ )?не повторится`,
    String.raw`обеща(?:ем|ю)`,
    String.raw`гарантиру(?:ем|ю)`,
    String.raw`уверя(?:ем|ю)`,
    String.raw`(?:обязательно|непременно|точно) (?:\p{L}+ )?(?:решим|исправим|вернём|вернем|сделаем|починим|будет|поможем)`,
  ],
  H2: [
    String.raw`скоро`,
    String.raw`вскоре`,
    String.raw`в ближайшее время`,
    String.raw`в кратчайшие сроки`,
    String.raw`на днях`,
    String.raw`со дня на день`,
    String.raw`в скором времени`,
    String.raw`как можно скорее`,
    String.raw`при первой возможности`,
  ],
  H3: [
    // "Должны быть" alone is what a rule demands, hardly ever a hope: of 124 found by bench/reply-check.ts none was one.
    String.raw`должн[оаы] (?:заработать|решиться|прийти|наладиться|вернуться)`,
    String.raw`должн[оаы] быть (?:готов\p{L}*|исправлен\p{L}*|починен\p{L}*|реш[её]н\p{L}*|(?:всё |все )?(?:в порядке|хорошо|нормально)|у вас)`,
    String.raw`(?:уверен|уверена|уверены),? что`,
    String.raw`надеемся`,
    String.raw`надеюсь`,
    String.raw`постара(?:емся|юсь)`,
    String.raw`попробу(?:ем|ю)`,
    String.raw`по возможности`,
  ],
  H4: [
    String.raw`в (?:следующ|нов|ближайш|будущ)\p{L}+ (?:обновлени|верси|релиз)\p{L}*`,
    String.raw`работаем над (?:этим|проблемой|вопросом|решением)`,
    String.raw`(?:разбираемся|занимаемся) (?:с )?(?:этим|вопросом|проблемой|ситуацией)`,
  ],
}

export const wordings: Record<ReplyLanguage, Wordings> = { en: english, ru: russian }

/** Ways to name a day or a time: who names one gives no empty hope. */
export const dateWordings = [
  String.raw`(?:by|on|до|к|не позднее)\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|понедельник\p{L}*|вторник\p{L}*|сред\p{L}+|четверг\p{L}*|пятниц\p{L}+|суббот\p{L}+|\d{1,2}\s+\p{L}+)`,
  String.raw`\d{1,2}[:.]\d{2}`,
  String.raw`\d{4}-\d{2}-\d{2}`,
]
