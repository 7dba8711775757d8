import type { Role } from '@mizan/foundation/permissions.js';

type Words = Readonly<Record<'en' | 'ar', string>>;

/** A queue of the sample desk. Codes stand for ids, e-mail addresses for people. */
export interface SampleQueue {
  readonly code: string;
  readonly names: Words;
  readonly kind: 'general' | 'escalation' | 'child_safety' | 'stay' | 'appeals' | 'appeals_specialist';
  readonly twoPerson: boolean;
  readonly hiddenMeasures: readonly ('bar_reregistration' | 'terminate_account')[];
  readonly escalatesTo: string | null;
  readonly roles: readonly Role[];
  readonly people: readonly string[];
}

/** In the order in which moderators see them; what others escalate to comes first in the making. */
export const SAMPLE_QUEUES: readonly SampleQueue[] = [
  {
    code: 'escalation',
    names: { en: 'Escalations', ar: 'الحالات المصعّدة' },
    kind: 'escalation',
    twoPerson: false,
    hiddenMeasures: [],
    escalatesTo: null,
    roles: ['senior_moderator'],
    people: [],
  },
  {
    code: 'extremism-arabic',
    names: { en: 'Extremism · Arabic', ar: 'التطرف · العربية' },
    kind: 'general',
    twoPerson: false,
    hiddenMeasures: [],
    escalatesTo: 'escalation',
    roles: ['moderator', 'senior_moderator'],
    people: [],
  },
  {
    code: 'extremism-other',
    names: { en: 'Extremism · other languages', ar: 'التطرف · لغات أخرى' },
    kind: 'general',
    twoPerson: false,
    hiddenMeasures: [],
    escalatesTo: 'escalation',
    roles: ['moderator', 'senior_moderator'],
    people: [],
  },
  {
    code: 'general',
    names: { en: 'General', ar: 'عام' },
    kind: 'general',
    twoPerson: false,
    hiddenMeasures: ['bar_reregistration', 'terminate_account'],
    escalatesTo: 'escalation',
    roles: ['moderator', 'senior_moderator', 'appeal_handler'],
    people: [],
  },
  {
    code: 'threats',
    names: { en: 'Threats to life', ar: 'تهديد للحياة' },
    kind: 'general',
    twoPerson: false,
    hiddenMeasures: [],
    escalatesTo: 'escalation',
    roles: ['moderator', 'senior_moderator'],
    people: [],
  },
  {
    code: 'child_safety',
    names: { en: 'Child safety', ar: 'سلامة الأطفال' },
    kind: 'child_safety',
    twoPerson: true,
    hiddenMeasures: [],
    escalatesTo: null,
    roles: [],
    people: ['moderator3@mizan.example', 'senior@mizan.example'],
  },
  {
    code: 'protective-stays',
    names: { en: 'Protective stays', ar: 'الوقف الاحترازي' },
    kind: 'stay',
    twoPerson: false,
    hiddenMeasures: [],
    escalatesTo: null,
    roles: ['senior_moderator'],
    people: [],
  },
  {
    code: 'appeals',
    names: { en: 'Appeals', ar: 'التظلّمات' },
    kind: 'appeals',
    twoPerson: false,
    hiddenMeasures: [],
    escalatesTo: 'escalation',
    roles: ['appeal_handler', 'senior_moderator'],
    people: [],
  },
  {
    code: 'appeals-specialist',
    names: { en: 'Appeals · press and research', ar: 'التظلّمات · الصحافة والبحث' },
    kind: 'appeals_specialist',
    twoPerson: false,
    hiddenMeasures: [],
    escalatesTo: null,
    roles: ['appeal_handler'],
    people: [],
  },
];

/** A routing rule of the sample desk, asked in this order; codes stand for ids. */
export interface SampleRoutingRule {
  readonly name: string;
  readonly queue: string;
  readonly categories: readonly ('general' | 'terrorism' | 'child_safety' | 'threat_to_life')[];
  readonly languages: readonly string[];
}

export const SAMPLE_ROUTING: readonly SampleRoutingRule[] = [
  { name: 'Child safety', queue: 'child_safety', categories: ['child_safety'], languages: [] },
  { name: 'Threats to life', queue: 'threats', categories: ['threat_to_life'], languages: [] },
  { name: 'Extremism in Arabic', queue: 'extremism-arabic', categories: ['terrorism'], languages: ['ar'] },
  { name: 'Extremism in other languages', queue: 'extremism-other', categories: ['terrorism'], languages: [] },
  { name: 'Everything else', queue: 'general', categories: [], languages: [] },
];
