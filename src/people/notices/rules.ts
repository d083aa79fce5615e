/**
 * What people are told of. A new kind needs words: `bell.kind.KIND` in the texts, with {reference}, {by} (the name of the
 * person in `by_id` of the detail) and whatever else its detail holds.
 */
export const noticeKinds = [
  /** A time limit comes near. Detail: stage, due. */
  'due_soon',
  /** A time limit has passed. Detail: stage, due, owner_id. */
  'overdue',
  /** Many time limits come near at once. Detail: count. */
  'many_due_soon',
  /** Many have passed at once. Detail: count. */
  'many_overdue',
  /** Somebody named me in a note. Detail: by_id, message_id. */
  'mentioned',
  /** A customer wrote. Detail: message_id. */
  'customer_wrote',
  /** The customer says that it is solved. */
  'customer_solved',
  /** The customer says that it is not solved. */
  'customer_not_solved',
  /** A customer wants me to decide. Detail: by_id where one of us passed it on. */
  'reached_you',
  /** A customer waits for a word of mine in person, soon over time. Detail: due. */
  'speak_soon',
  /** The time for a manager's word has passed. Detail: due, owner_id. */
  'speak_late',
  /** Nothing we asked reached the customer: silence means nothing, somebody must find another way. */
  'not_reached',
  /** A letter could not be delivered, or came back. Detail: letter (its kind). */
  'letter_failed',
  /** What we told the customer we would do falls due. Detail: commitment_id, due. */
  'commitment_due',
  /** The time for it has passed. Detail: commitment_id, due. */
  'commitment_broken',
  /** A complaint that was put aside is back. */
  'snooze_ended',
  /** A mailbox cannot be read. Detail: mailbox_id. */
  'mailbox_failing',
  /** More complaints than expected in some series. Detail: alarm_id, series (its kind), name_en, name_ru. */
  'spike_found',
  /** A team has had more work than time for days. Detail: team (its name), team_id, alarm_id. */
  'overload_occupancy',
  /** The backlog of a team grows by more than its manager said it may. Detail: as above. */
  'overload_backlog',
  /** Nobody looked for long whether a known issue is still so. Detail: pothole_id, pothole (its name). */
  'known_issue_old',
  /** What the public reads of a pothole lags behind its record. Detail: as above. */
  'known_issue_behind',
  /** The public was told of a repair that is none any more, and it was taken back. Detail: as above. */
  'known_issue_taken_back',
  /** A pothole is mine to have repaired. Detail: pothole_id, pothole (its name), by_id. */
  'pothole_yours',
  /** Complaints that may show a pothole of mine were found. Detail: as above, count. */
  'pothole_matches',
  /** The date set for its repair comes near. Detail: as above, due. */
  'pothole_soon',
  /** That date has passed. Detail: as above, due. */
  'pothole_late',
  /** Its complaints rise again, though it was repaired. Detail: as above. */
  'pothole_came_back',
  /** Another pothole was merged into it. Detail: as above. */
  'pothole_merged',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Days after which a notice is removed, read or not. */
export const noticeDays = 180
