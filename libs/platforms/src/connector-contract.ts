import { newId } from '@mizan/foundation/ids.js';
import type { Connector, ConnectorNotice, ConnectorOrder, SubjectRef } from './connector.js';

/** What a pretend platform lets the contract see and spoil. */
export interface ContractPlatform {
  /** A channel that exists, with followers, and on which nothing stands; another one each time. */
  freshChannel(): Promise<SubjectRef>;
  /** A reference to nothing. */
  missing: SubjectRef;
  /** Spoils the next `times` orders, or notices. */
  spoil(
    how:
      'rate_limit' | 'server_error' | 'timeout_after_effect' | 'lost_after_effect' | 'garbage' | 'too_large' | 'refuse',
    times: number,
    on?: 'orders' | 'notices',
  ): Promise<void>;
  /** How often the notice with this id can be read by its person; 0 when it never came. */
  shown(noticeId: string): Promise<number>;
  /** How often the order with this id really took effect; 0 when the platform never saw it. */
  effects(orderId: string): Promise<number>;
  /** Makes the platform unreachable and reachable again. */
  disconnect(): Promise<void>;
  reconnect(): Promise<void>;
}

/**
 * The contract that every connector keeps, as one suite: run it for each adapter against a platform of its kind.
 * `connect` gives the adapter under test, pointed at the platform, with a time limit of at most a second.
 */
export function connectorContract(
  name: string,
  connect: () => Promise<{ connector: Connector; platform: ContractPlatform }>,
): void {
  describe(`${name} keeps the connector contract`, () => {
    let connector: Connector;
    let platform: ContractPlatform;
    const order = (subject: SubjectRef, measure = 'remove_channel', priorState: unknown = null): ConnectorOrder => ({
      orderId: newId(),
      measure,
      scope: 'global',
      subject,
      priorState,
    });
    beforeAll(async () => {
      ({ connector, platform } = await connect());
    });

    it('applies a measure, says so, and the platform then shows it', async () => {
      const subject = await platform.freshChannel();
      const before = await connector.fetchState(subject);
      expect(before).toMatchObject({ outcome: 'found', visible: true, measures: [] });
      const sent = order(subject);
      expect(await connector.apply(sent)).toMatchObject({ outcome: 'applied', platformRef: expect.any(String) });
      expect(await connector.fetchState(subject)).toMatchObject({
        outcome: 'found',
        visible: false,
        measures: [{ measure: 'remove_channel', scope: 'global' }],
      });
      expect(await platform.effects(sent.orderId)).toBe(1);
    });

    it('has one effect for one order id, however often it is sent, and gives the first answer again', async () => {
      const sent = order(await platform.freshChannel());
      const first = await connector.apply(sent);
      const repeated = await Promise.all(Array.from({ length: 10 }, () => connector.apply(sent)));
      expect(first.outcome).toBe('applied');
      for (const answer of repeated) expect(answer).toEqual(first);
      expect(await platform.effects(sent.orderId)).toBe(1);
    });

    it('takes removed followers back with the prior state that removing them returned', async () => {
      const subject = await platform.freshChannel();
      const before = await connector.fetchState(subject);
      const applied = await connector.apply(order(subject, 'remove_followers'));
      if (applied.outcome !== 'applied' || before.outcome !== 'found') throw new Error('not applied');
      expect(await connector.fetchState(subject)).toMatchObject({ audience: 0 });
      expect(await connector.undo(order(subject, 'remove_followers', applied.priorState))).toMatchObject({
        outcome: 'applied',
      });
      expect(await connector.fetchState(subject)).toEqual(before);
    });

    it('says gone for a target that is not there', async () => {
      expect(await connector.apply(order(platform.missing))).toEqual({ outcome: 'gone' });
      expect(await connector.fetchState(platform.missing)).toEqual({ outcome: 'gone' });
    });

    it('says failed, with the code of the platform, when it refuses for good', async () => {
      const subject = await platform.freshChannel();
      expect(await connector.apply(order(subject, 'suspend_account'))).toEqual({
        outcome: 'failed',
        code: expect.any(String),
      });
      await platform.spoil('refuse', 1);
      expect(await connector.apply(order(subject))).toEqual({ outcome: 'failed', code: 'refused_by_platform' });
    });

    it('says deferred, with a time to come, when the platform asks to slow down', async () => {
      const sent = order(await platform.freshChannel());
      await platform.spoil('rate_limit', 1);
      const answer = await connector.apply(sent);
      if (answer.outcome !== 'deferred') throw new Error(`not deferred: ${answer.outcome}`);
      expect(answer.until.getTime()).toBeGreaterThan(Date.now());
      expect(await platform.effects(sent.orderId)).toBe(0);
      expect(await connector.apply(sent)).toMatchObject({ outcome: 'applied' });
    });

    it.each(['timeout_after_effect', 'lost_after_effect', 'garbage', 'too_large'] as const)(
      'says unknown after %s, learns by asking that the order took effect, and repeating it changes nothing',
      async (how) => {
        const sent = order(await platform.freshChannel());
        await platform.spoil(how, 1);
        expect(await connector.apply(sent)).toEqual({ outcome: 'unknown', code: expect.any(String) });
        expect(await platform.effects(sent.orderId)).toBe(1);
        expect(await connector.ask(sent.orderId)).toMatchObject({ outcome: 'applied' });
        expect(await connector.apply(sent)).toMatchObject({ outcome: 'applied' });
        expect(await platform.effects(sent.orderId)).toBe(1);
      },
    );

    it('says unknown after a server error, and learns by asking that the order was never received', async () => {
      const sent = order(await platform.freshChannel());
      await platform.spoil('server_error', 1);
      expect(await connector.apply(sent)).toEqual({ outcome: 'unknown', code: expect.any(String) });
      expect(await connector.ask(sent.orderId)).toEqual({ outcome: 'not_received' });
      expect(await connector.apply(sent)).toMatchObject({ outcome: 'applied' });
      expect(await platform.effects(sent.orderId)).toBe(1);
    });

    const notice = (subject: SubjectRef, change: Partial<ConnectorNotice> = {}): ConnectorNotice => ({
      noticeId: newId(),
      kind: 'statement_of_reasons',
      recipient: { subject },
      language: 'ar',
      subjectLine: 'قرار',
      text: 'سطر\n<b>ليس HTML</b>',
      link: 'https://desk.example/appeal?n=7K4M-9QPT-2XHD-8W3F',
      ...change,
    });

    it('shows a notice once for one id, however often it is sent, also to somebody who reported', async () => {
      const subject = await platform.freshChannel();
      for (const sent of [
        notice(subject),
        notice(subject, { recipient: { report: { source: 'reports', externalId: 'r-1' } }, link: null }),
      ]) {
        const first = await connector.notify(sent);
        expect(first).toMatchObject({ outcome: 'delivered' });
        for (const answer of await Promise.all(Array.from({ length: 10 }, () => connector.notify(sent))))
          expect(answer).toEqual(first);
        expect(await platform.shown(sent.noticeId)).toBe(1);
      }
    });

    it.each(['timeout_after_effect', 'lost_after_effect', 'garbage', 'too_large', 'server_error'] as const)(
      'says unknown about a notice after %s, and sending it again shows it once',
      async (how) => {
        const sent = notice(await platform.freshChannel());
        await platform.spoil(how, 1, 'notices');
        expect(await connector.notify(sent)).toEqual({ outcome: 'unknown', code: expect.any(String) });
        expect(await connector.notify(sent)).toMatchObject({ outcome: 'delivered' });
        expect(await platform.shown(sent.noticeId)).toBe(1);
      },
    );

    it('says of a notice that nobody is there, that it was refused for good, or that it has to wait', async () => {
      const subject = await platform.freshChannel();
      expect(await connector.notify(notice(platform.missing))).toEqual({ outcome: 'gone' });
      await platform.spoil('refuse', 1, 'notices');
      expect(await connector.notify(notice(subject))).toEqual({ outcome: 'failed', code: 'refused_by_platform' });
      await platform.spoil('rate_limit', 1, 'notices');
      expect(await connector.notify(notice(subject))).toMatchObject({ outcome: 'deferred', until: expect.any(Date) });
      expect(await connector.notify(notice(subject, { text: 'x'.repeat(30_000) }))).toMatchObject({
        outcome: 'failed',
      });
    });

    it('says unknown while the platform cannot be reached, and carries on afterwards', async () => {
      const subject = await platform.freshChannel();
      const sent = order(subject);
      await platform.disconnect();
      expect(await connector.apply(sent)).toEqual({ outcome: 'unknown', code: expect.any(String) });
      expect(await connector.ask(sent.orderId)).toEqual({ outcome: 'unknown', code: expect.any(String) });
      expect(await connector.fetchState(subject)).toEqual({ outcome: 'unknown', code: expect.any(String) });
      expect(await connector.notify(notice(subject))).toEqual({ outcome: 'unknown', code: expect.any(String) });
      await platform.reconnect();
      expect(await connector.apply(sent)).toMatchObject({ outcome: 'applied' });
      expect(await platform.effects(sent.orderId)).toBe(1);
    });
  });
}
