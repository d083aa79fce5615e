const whole = (body: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${body})(?![\\p{L}\\p{N}])`, 'iu')

const english = whole(
  'injur(?:y|ies|ed)|wound(?:s|ed)?|bleeding|bruise[ds]?|burn(?:s|ed|t)|(?:caught|on|set) fire|smoke|explo(?:ded|sion)|electric shock|hospital|ambulance|emergency room|surgery|allerg(?:y|ic)|poison(?:ed|ing)?|died|death|dead|funeral|bereave(?:d|ment)|passed away|suicide|assault(?:ed)?|unsafe|dangerous|miscarriage',
)
const russian = whole(
  'травм\\p{L}*|ранен\\p{L}*|кровотечени\\p{L}*|ожог\\p{L}*|обож[гж]\\p{L}*|пожар\\p{L}*|загорел\\p{L}*|взорвал\\p{L}*|взрыв\\p{L}*|ударил\\p{L}* током|больниц\\p{L}*|скор(?:ая|ую|ой) помощ\\p{L}*|операци(?:я|ю) на|аллерги\\p{L}*|отрав\\p{L}*|умер(?:ла|ли|ло)?|смерт\\p{L}*|погиб\\p{L}*|похорон\\p{L}*|самоубийств\\p{L}*|опасн\\p{L}*|небезопасн\\p{L}*|избил\\p{L}*',
)

/**
 * Whether words speak of an injury, a death or a danger, in English or Russian. Meant to find too much rather than too little:
 * all that hangs on it is that we do not ask such a customer to rate us.
 */
export const speaksOfHarm = (words: string): boolean => english.test(words) || russian.test(words)
