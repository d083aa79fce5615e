// Who is blamed, and in which words. Patterns of whole words (src/language/whole-words.ts), written by us; English and Russian.

const actors = {
  en: String.raw`(?:agents?|employees?|clerks?|operators?|drivers?|couriers?|cashiers?|managers?|advis[eo]rs?|representatives?|technicians?|engineers?|workers?|staff(?: members?)?|colleagues?|persons?|people|somebody|someone|he|she|they|customers?|users?)`,
  ru: String.raw`(?:сотрудни[кц]\p{L}*|работни[кц]\p{L}*|оператор\p{L}*|менеджер\p{L}*|курьер\p{L}*|водител\p{L}*|кассир\p{L}*|исполнител\p{L}*|специалист\p{L}*|персонал\p{L}*|продав\p{L}*|консультант\p{L}*|кладовщи[кц]\p{L}*|почтальон\p{L}*|инженер\p{L}*|клиент\p{L}*|пользовател\p{L}*|покупател\p{L}*|он|она|они|кто-то|люди|человек\p{L}*)`,
}

const english = [
  'human (?:errors?|factors?|failures?|mistakes?)',
  String.raw`${actors.en}(?:['’]s?)? (?:own )?(?:errors?|mistakes?|faults?|negligence|slips?)`,
  '(?:his|her|their) (?:own )?(?:errors?|mistakes?|faults?)',
  'careless(?:ness|ly)?',
  'negligen(?:ce|t|tly)',
  'inattenti(?:on|ve|veness)',
  'absent-?minded(?:ness)?',
  'forgetful(?:ness)?',
  'laz(?:y|iness)',
  'incompeten(?:ce|t|cy)',
  'irresponsib(?:le|ly|ility)',
  'slopp(?:y|iness)',
  'culprits?',
  'guilty',
  '(?:is|was|are|were) to blame',
  String.raw`(?:bad|poor|wrong) attitudes?`,
  String.raw`lack of (?:attention|care|discipline|diligence|effort|motivation)`,
  String.raw`(?:not|\p{L}+n['’]t) (?:pay(?:ing)?|paid|bother(?:ed)?) (?:enough )?attention`,
  String.raw`${actors.en} (?:\p{L}+ly )?(?:forgot|forgets?|ignored?|ignores|failed to|fails? to|neglect(?:ed|s)?|overlook(?:ed|s)?|mistyped|misread)`,
  String.raw`${actors.en} (?:\p{L}+ly )?(?:made|makes?) (?:an? |the )?(?:\p{L}+ )?(?:mistakes?|errors?|slips?|typos?)`,
  String.raw`${actors.en} (?:did not|didn['’]t|does not|doesn['’]t|do not|don['’]t) (?:follow|check|read|care|bother|listen|think|try)`,
  String.raw`${actors.en} (?:was|were|is|are) (?:distracted|rude|unqualified|stupid)`,
  String.raw`${actors.en} should have (?:known|checked|read|been more careful)`,
]

const russian = [
  'человеческ(?:ий|ого|ому|им|ом) фактор(?:а|у|ом|е)?',
  String.raw`невнима(?:тельн\p{L}+|ни\p{L}+)`,
  String.raw`(?:халатн|небрежн|безответственн|некомпетентн|недобросовестн|безалаберн|рассеянн|забывчив|неисполнительн)\p{L}+`,
  String.raw`(?:разгильдяй|недосмотр|нерадив|равнодуши|безразличи)\p{L}*`,
  String.raw`лень|лени|ленью|ленив\p{L}+|ленится|ленятся`,
  String.raw`(?:отсутстви\p{L}+|нехватк\p{L}+|недостат\p{L}+|низк\p{L}+|слаб\p{L}+|плох\p{L}+) (?:\p{L}+ )?(?:дисциплин|внимательност|ответственност|старани|мотиваци)\p{L}*`,
  String.raw`(?:ошибк|оплошност|промах|упущени)\p{L}* ${actors.ru}`,
  String.raw`вин(?:а|е|ы|у|ой) ${actors.ru}`,
  '(?:по )?(?:его|её|ее|их) вин(?:а|е|ы)',
  String.raw`виноват\p{L}*|виновник\p{L}*`,
  String.raw`${actors.ru} (?:\p{L}+ )?(?:ошиб(?:ся|лась|лись|ается|аются)|забы(?:л|ла|ли|вает|вают)|перепутал[аи]?|проглядел[аи]?|проигнорировал[аи]?|игнориру[ею]т|нарушил[аи]?|нарушает|нарушают)`,
  String.raw`${actors.ru} (?:\p{L}+ )?не (?:провер|соблю|выполн|обра(?:щ|т)|проследи|следи|прочита|чита|захоте|слуша|дума|стара)\p{L}*`,
]

/** Words that put a person where a cause belongs. */
export const blaming: readonly string[] = [...english, ...russian]
