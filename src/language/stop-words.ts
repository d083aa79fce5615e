/** Words that are in every text and tell nothing of what it is about, English and Russian, in lower case, without ё. */
const english = `a about above after again against all also always am an and another any anything are around as asked at away back be
because been before being below between both but by call called came can cannot could day days did didn do does doesn doing don done
down during each even ever every everything few first for from further gave get getting give given go going gone good got had has
hasn have haven having he her here hers herself him himself his how however i if in into is isn it its itself just know last let like
made make many may me might month months more most much must my myself need never new next no nor not nothing now of off on once one
only or other our ours ourselves out over own per please put rather really right said same saw say says see several shall she should
since so some something still such take than that the their theirs them themselves then there these they thing things this those
though three through time times to today told too took tried try trying two under until up upon us use used using very want wanted was
wasn way we week weeks well went were weren what when where which while who whom whose why will with within without won would wouldn
year years yes yet you your yours yourself yourselves thank thanks dear hello sir madam regards sincerely`
const russian = `а без более больше будет будто бы был была были было быть в вам вас ваш ваша ваше ваши вдруг ведь во вот впрочем все
всегда всего всех всю вы где да даже два дня дней день для до добрый другой его ее ей ему если есть еще ж же за зачем здесь здравствуйте
и из или им иногда их к как какая какой когда конечно которая которого которое которой которую которые который которых кто куда ли лучше
между меня мне много может можно мой моя мои моего моей мы на над надо наконец нас не него нее ней нельзя нет ни нибудь никогда ним них
ничего но ну о об один он она они оно опять от перед по под после потом потому почти при про прошу раз разве с сам свою своей своего себе
себя сегодня сейчас сказал сказала сказали со совсем спасибо так также такой там тебя тем теперь то тогда того тоже только том тот три тут
ты у уж уже уважаемые хорошо хоть чего чем через что чтоб чтобы чуть эта эти этих это этого этой этом этот эту я были очень вообще просто
месяц месяца недели неделю год года лет время время раза`

const stopWords = new Set(`${english} ${russian}`.split(/\s+/))

/** Whether a word (lower case) is in every text anyway. */
export const isStopWord = (word: string): boolean => stopWords.has(word)
