import type { ReviewCaseFragment, ReviewSetupQuery } from '../../gql/review.js';
import type { DecisionFrame } from './decision-draft-rules.js';

/** What the case and the installation allow, as the rules of a draft want it. */
export function frameOf(
  review: ReviewCaseFragment,
  setup: Pick<ReviewSetupQuery, 'policies' | 'measures'>,
  word: string,
): DecisionFrame {
  return {
    caseSubject: review.subject,
    related: review.relatedSubjects.map((link) => link.other),
    category: review.category,
    available: review.availableMeasures,
    allMeasures: setup.measures,
    hidden: review.queue.hiddenMeasures,
    policies: setup.policies.map(({ current }) => ({
      versionId: current.id,
      measures: current.measures,
      requiresSecond: current.requiresSecond,
    })),
    twoPersonQueue: review.queue.twoPerson,
    word,
  };
}
