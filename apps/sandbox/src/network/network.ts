/** Platforms that the sandbox pretends to be. */
export const PLATFORM_CODES = ['telegram', 'tamtam', 'matrix'] as const;
export type PlatformCode = (typeof PLATFORM_CODES)[number];

export const LANGUAGES = ['ar', 'en', 'fr', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a generated subject is in the story; never sent to the desk. */
export type Role =
  | 'hub'
  | 'relay'
  | 'backup'
  | 'recreated'
  | 'chat'
  | 'administrator'
  | 'follower'
  | 'newsroom'
  | 'journalist'
  | 'research_archive'
  | 'researcher'
  | 'ordinary'
  | 'ordinary_account'
  | 'spam'
  | 'spam_bot'
  | 'impersonator';

/** A post of a channel or a message of an account. */
export interface NetworkPost {
  id: string;
  text: string;
  language: Language;
  hoursAgo: number;
  media: {
    kind: 'photo' | 'video' | 'document';
    mimeType: string;
    bytes: number;
    durationSeconds: number | null;
  } | null;
}

export interface NetworkSubject {
  platform: PlatformCode;
  kind: 'channel' | 'group' | 'account' | 'bot';
  nativeId: string;
  /** As the platform shows it in links; null for accounts without a public name. */
  handle: string | null;
  title: string;
  description: string;
  audience: number | null;
  language: Language;
  verifiedBadge: boolean;
  createdDaysAgo: number;
  role: Role;
  /** Number of the operation it belongs to; null for everybody else. */
  operation: number | null;
  posts: NetworkPost[];
}

/** A relation that the platform itself can see. */
export interface NetworkLink {
  platform: PlatformCode;
  kind: 'administers' | 'member_of' | 'backup_of' | 'forwards_from' | 'invites_to';
  from: string;
  to: string;
  weight: number;
  firstDaysAgo: number;
  lastDaysAgo: number;
}

export interface Network {
  subjects: NetworkSubject[];
  links: NetworkLink[];
}
