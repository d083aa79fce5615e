// What says by when, in English and Russian. Every pattern is run over one sentence, from places that begin a word, and
// repeats nothing that can be empty.

export const english = {
  weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  months: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
  numbers: 'one two three four five six seven eight nine ten eleven twelve'.split(' '),
  /** We say of ourselves that something will be so. */
  ours: /\b(?:we|i)(?:['’]ll| will| shall| am going to| are going to| promise)\b|\byou(?:['’]ll| will)\b|\bwill (?:be|call|reply|answer|send|reach|arrive|have|get|come|go|receive)\b/i,
  denied: /\b(?:will not|won['’]t|cannot|can['’]t|not be able|unable to)\b/i,
  /** What begins a part of the sentence that depends on something else. */
  condition: /(?:^|[\s,;:(])(?:if|when|once|unless|as soon as|please|kindly)\s[^,;]*$/i,
} as const

export const russian = {
  weekdays: ['понедельник', 'вторник', 'сред', 'четверг', 'пятниц', 'суббот', 'воскресень'],
  months: 'январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр'.split(' '),
  numbers: [
    ['один', 'одного', 'одну', 'одной'],
    ['два', 'двух', 'две'],
    ['три', 'трёх', 'трех'],
    ['четыре', 'четырёх', 'четырех'],
    ['пять', 'пяти'],
    ['шесть', 'шести'],
    ['семь', 'семи'],
    ['восемь', 'восьми'],
    ['девять', 'девяти'],
    ['десять', 'десяти'],
  ],
  ours: /(?:^|[^а-яё])(?:(?:верн|перезвон|позвон|ответ|отвеч|сообщ|пришл|вышл|отправ|направ|реш|исправ|замен|достав|постав|свяж|напиш|провер|выясн|разбер|подготов|перевед|компенсир|возмест|получ|приед|придёт|придет|почин|отремонтир|законч|сдела|расскаж|уточн|узна|рассмотр|зачисл|начисл|оплат|плат|установ|забер|привез|предостав)(?:у|ю|им|ем|ём|ите|ете|ёте|ит|ет|ёт|ут|ют|ат|ят|лю|лю|лим)?(?:ся|сь)?|буд(?:у|ем|ет|ут|ете)|обещаю|обещаем|дадим|дам)(?![а-яё])/i,
  denied: /(?:^|[^а-яё])не (?:смо[жг]|успе|буд|получится)/i,
  condition: /(?:^|[\s,;:(])(?:если|когда|как только|при условии|пожалуйста|просим|прошу)\s[^,;]*$/i,
} as const
