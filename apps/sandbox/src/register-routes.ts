import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Desk } from './desk.js';
import type { Identities } from './identity.js';
import { isPlatform } from './order-routes.js';
import { languageOf } from './page-language.js';
import { registerPage, type RegisterAnswer, type RegisterForm } from './page/register-page.js';
import type { World } from './world.js';

const FORM = z.object({
  phone: z.string().trim().max(100).catch(''),
  device: z.string().trim().max(100).catch(''),
  pass: z.string().trim().max(100).catch(''),
});
const ANSWER = z.object({ answer: z.enum(['allowed', 'barred', 'allowed_by_pass']) });

interface Parts {
  world: World;
  desk: Desk;
  identities: Identities;
}

/** Where somebody opens an account on a pretend platform, which asks the desk first and is told no reasons. */
export function addRegisterRoutes(app: FastifyInstance, { world, desk, identities }: Parts): void {
  app.get<{ Params: { platform: string }; Querystring: { as?: string } }>('/:platform/register', (request, reply) => {
    const { platform } = request.params;
    if (!isPlatform(platform)) return reply.code(404).send({ code: 'no_such_platform' });
    const person = request.query.as === undefined ? null : world.find(platform, request.query.as, null);
    const keys = person ? identities.of(person.subject) : [];
    const valueOf = (kind: string) => keys.find((key) => key.kind === kind)?.value ?? '';
    const form: RegisterForm = { phone: valueOf('phone'), device: valueOf('device'), pass: '' };
    return reply
      .type('text/html; charset=utf-8')
      .send(registerPage(languageOf(request), request.url, platform, form, null));
  });

  app.post<{ Params: { platform: string }; Body: string }>('/:platform/register', async (request, reply) => {
    const { platform } = request.params;
    if (!isPlatform(platform)) return reply.code(404).send({ code: 'no_such_platform' });
    if (!isFromHere(request)) return reply.code(403).send({ code: 'foreign_origin' });
    const body = typeof request.body === 'string' ? request.body : '';
    const form = FORM.parse(Object.fromEntries(new URLSearchParams(body)));
    const address = desk.address(platform);
    const answer: RegisterAnswer =
      form.phone === '' && form.device === '' ? 'nothing' : address ? await ask(desk, address, form) : 'unreachable';
    return reply
      .code(answer === 'unreachable' ? 502 : 200)
      .type('text/html; charset=utf-8')
      .send(registerPage(languageOf(request), request.url, platform, form, answer));
  });
}

async function ask(desk: Desk, address: { url: string; key: string }, form: RegisterForm): Promise<RegisterAnswer> {
  const keys = [
    ...(form.phone === '' ? [] : [{ kind: 'phone', value: form.phone }]),
    ...(form.device === '' ? [] : [{ kind: 'device', value: form.device }]),
  ];
  try {
    const { status, body } = await desk.post(address, '/v1/registration-checks', {
      keys,
      ...(form.pass === '' ? {} : { pass: form.pass }),
    });
    const parsed = ANSWER.safeParse(body);
    return status === 200 && parsed.success ? parsed.data.answer : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

/** A form of another site must not register in the reader's name. */
function isFromHere(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}
