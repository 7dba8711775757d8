/** Columns of an appeal `a` as the class Appeal names them; what is sealed is read apart. */
export const APPEAL_COLUMNS = `a.id, a.number, a.platform_id as "platformId", a.appellant, a.subject_id as "subjectId",
  a.decision_id as "decisionId", a.flag_id as "flagId", a.basis, a.claimed_status as "claimedStatus",
  a.register_class as "standsInRegister", a.language, a.key_id as "keyId", a.verified_by as "verifiedBy", a.state,
  a.waiting_for_answer as "waitingForAnswer", a.outcome, a.omitted_reason as "omittedReason",
  a.new_restriction as "newRestriction", a.resolution_decision_id as "resolutionDecisionId", a.case_id as "caseId",
  a.group_id as "groupId", a.needs_outside_handler as "needsOutsideHandler", a.informed_at as "informedAt",
  a.submitted_at as "submittedAt", a.due_at as "dueAt", a.acknowledged_at as "acknowledgedAt",
  a.decided_at as "decidedAt", a.notified_at as "notifiedAt", a.closed_at as "closedAt", a.version`;

/**
 * Appeals that a person may see: those whose second look lies in one of these queues, and those without one where they
 * see a queue of appeals at all; never about a subject that is hidden from them. $1 queues, $2 person.
 */
export const VISIBLE_APPEAL = `(case when a.case_id is null
    then exists (select from queue q where q.kind in ('appeals', 'appeals_specialist') and q.code not like 'apart-%' and q.id = any($1::uuid[]))
    else exists (select from review_case c where c.id = a.case_id and c.queue_id = any($1::uuid[])) end
  and a.subject_id not in (select subjects_hidden_from($2::uuid)))`;
