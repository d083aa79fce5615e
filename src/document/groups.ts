/** The nouns of the API in the order in which the document has them, with the words in addresses that belong to each. */
export const groups = [
  {
    name: 'Complaints',
    words: ['complaints', 'handovers'],
    description:
      'Taking in, reading, listing and closing complaints, and handing them over. A complaint always has one owner; everything that happens to it is an event, and its `version` counts them.',
  },
  {
    name: 'Care',
    words: [
      'solution',
      'escalation',
      'reached',
      'customers-word',
      'rating-hold',
      'care-times',
      'replies',
      'commitments',
      'care',
      'snooze',
      'story',
      'saved-replies',
      'reply-advice',
      'time-to-solution',
    ],
    description:
      'Looking after customers: who needs an answer first, answers by letter, what we told them we would do and whether we did.',
  },
  {
    name: 'Letters',
    words: ['letters', 'letter-templates', 'letter-settings', 'development-mailbox'],
    description:
      'Letters to customers: what became of each, what each kind says in every language, and the mailbox that keeps them where no mail server is set.',
  },
  {
    name: 'Lists',
    words: ['views', 'list-settings', 'bulk', 'undo'],
    description: 'Saved views, and changing many complaints at once.',
  },
  { name: 'Search', words: ['search', 'suggestions'], description: 'Finding while typing.' },
  {
    name: 'Tags and fields',
    words: ['tags', 'fields', 'custom-fields'],
    description: 'What a company adds to complaints: words of its own, and fields of its own.',
  },
  {
    name: 'Duplicates',
    words: ['duplicates', 'mergers'],
    description: 'Complaints that are one and the same.',
  },
  {
    name: 'Attachments',
    words: ['attachments', 'files', 'attachment-limits'],
    description: 'Files that belong to a complaint.',
  },
  {
    name: 'Mail in',
    words: ['mails', 'mailboxes', 'mailbox-tests', 'incoming-mail'],
    description: 'Mailboxes that are read, and the messages that came: what became of each, and its original.',
  },
  {
    name: 'Live',
    words: ['live', 'presence'],
    description: 'What others change, as it happens, and who else is looking.',
  },
  { name: 'Customers', words: ['customers'], description: 'Who had to come to us.' },
  {
    name: 'Causes',
    words: ['taxonomy', 'codings', 'topics', 'reports', 'exposures', 'constraints'],
    description:
      'What in the company caused complaints: the taxonomy, codings by the two questions, and the causes report with its intervals.',
  },
  {
    name: 'Promises',
    words: ['promises', 'steps'],
    description:
      'What we tell all customers, what each promise lacks, whether it was kept, and which products go through which steps.',
  },
  {
    name: 'Samples',
    words: ['samples'],
    description:
      'Random samples of complaints that people code without seeing each other’s answers: drawing, coding, agreement, settling.',
  },
  {
    name: 'Silent customers',
    words: ['surveys', 'silent-customers', 'market-damage', 'repair-costs', 'scores'],
    description:
      'Surveys of random samples of customers, what they say of those who had a problem and said nothing, what problems cost, and scores.',
  },
  {
    name: 'Reports by mail',
    words: ['saved-reports', 'staff-letters', 'weekly-letter'],
    description:
      'Pages of numbers that are kept under a name and sent to people who work here, and managers’ weekly letter.',
  },
  {
    name: 'Workload',
    words: ['workload', 'capacity'],
    description: 'What comes, what is open and how it goes on, what each team can do, and when it is too much.',
  },
  {
    name: 'Returns',
    words: ['returns'],
    description: 'Returns to regulators, as data with source and version: numbers of a half-year, or a file of cases.',
  },
  {
    name: 'Potholes',
    words: ['potholes'],
    description:
      'What keeps hurting customers: the record of a pothole with its evidence and its owner, why it is there, the fixes, what they did, and who was told.',
  },
  {
    name: 'Known issues',
    words: ['known-issue', 'known-issues', 'repaired-page'],
    description:
      'What the public is told of a pothole: written and published by managers, read by anyone, suggested for answers.',
  },
  {
    name: 'Fixes',
    words: ['fixes', 'fix-drafts', 'fix-outlook', 'releases', 'release-hook'],
    description:
      'What is changed for a pothole, agreed before it is live and locked from then on, its stages, and the releases that programs tell of.',
  },
  {
    name: 'Alarms',
    words: ['alarms'],
    description: 'Series of complaints that rose more than chance explains, and what people say of it.',
  },
  { name: 'Import', words: ['imports'], description: 'Whole files of complaints, with a mapping of their columns.' },
  {
    name: 'Clocks',
    words: ['clocks', 'regimes', 'calendars', 'clock-presets', 'clock-ladder', 'absence'],
    description: 'By when what is owed to a customer: regimes and calendars as data, and who is told when it is due.',
  },
  { name: 'Routing', words: ['routing-rules'], description: 'Who becomes the first owner.' },
  { name: 'People', words: ['people', 'teams', 'keys'], description: 'Staff, teams and API keys.' },
  { name: 'Notices', words: ['notices'], description: 'What a person here should know of soon.' },
  {
    name: 'Session',
    words: ['session', 'setup', 'demonstration'],
    description: 'Setting up, and signing in with a browser.',
  },
  {
    name: 'Customers’ pages',
    words: ['handling-page'],
    description:
      'What customers read without signing in. Those pages themselves are plain HTML and no part of this API.',
  },
  { name: 'Integrity', words: ['verification'], description: 'Whether every event is as it was written.' },
  { name: 'Document', words: ['openapi.json', 'docs'], description: 'This description.' },
] as const

/** The group of an address: of the last word in it that a group has, so that what is under a complaint finds its own noun. */
export function groupOf(path: string): string {
  const words = path.replace('/api/v1/', '').replace('/api/', '').split('/')
  for (const word of words.toReversed()) {
    const group = groups.find((each) => (each.words as readonly string[]).includes(word))
    if (group) return group.name
  }
  const [first = 'other'] = words
  return `${first[0]?.toUpperCase()}${first.slice(1).replaceAll('-', ' ')}`
}
