import type { PlatformKind } from '@mizan/platforms/platform.entity.js';
import type { SourceKind } from '@mizan/platforms/source.entity.js';

/** Pretend platforms of the sandbox; the code is also the path of the endpoint there. */
export const SAMPLE_PLATFORMS: readonly { code: `${PlatformKind}`; name: string }[] = [
  { code: 'telegram', name: 'Telegram (sandbox)' },
  { code: 'tamtam', name: 'TamTam (sandbox)' },
  { code: 'matrix', name: 'Matrix (sandbox)' },
];

/** Sources of the sample; `platform` null = flags on all of them. */
export const SAMPLE_SOURCES: readonly { code: string; name: string; kind: `${SourceKind}`; platform: string | null }[] =
  [
    { code: 'telegram-reports', name: 'Telegram: reports of users', kind: 'user_report', platform: 'telegram' },
    { code: 'tamtam-reports', name: 'TamTam: reports of users', kind: 'user_report', platform: 'tamtam' },
    { code: 'matrix-reports', name: 'Matrix: reports of users', kind: 'user_report', platform: 'matrix' },
    { code: 'referral-unit', name: 'Referral unit (sample)', kind: 'referral', platform: null },
    { code: 'match-detector', name: 'Match detector', kind: 'detector', platform: null },
    { code: 'trusted-watch', name: 'Trusted flagger (sample)', kind: 'trusted_flagger', platform: null },
    { code: 'removal-orders', name: 'Removal orders', kind: 'removal_order', platform: null },
    { code: 'safety-staff', name: 'Safety staff', kind: 'staff', platform: null },
  ];
