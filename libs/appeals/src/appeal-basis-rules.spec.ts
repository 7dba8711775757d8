import { basisOfMeasures, basisOfNotice } from './appeal-basis-rules.js';

describe('the basis of an appeal', () => {
  it.each([
    [['remove_channel'], 'visibility'],
    [['label', 'disable_in_territory', 'remove_followers'], 'visibility'],
    [['revoke_invites', 'label'], 'service'],
    [['remove_channel', 'suspend_account'], 'account'],
    [['bar_reregistration'], 'account'],
    [[], 'visibility'],
  ] as const)('of %j is %s', (measures, basis) => {
    expect(basisOfMeasures(measures)).toBe(basis);
  });

  it('of a refused notice tells trusted flaggers apart', () => {
    expect(basisOfNotice('trusted_flagger')).toBe('tf_notice_refused');
    expect(basisOfNotice('user_report')).toBe('notice_refused');
  });
});
