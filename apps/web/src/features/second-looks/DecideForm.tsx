import { useMutation, useQuery } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { useDraftText } from '../../app/drafts.js';
import { errorWords, problemOf } from '../../app/errors.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import {
  DecideSecondLooksDocument,
  SecondLookTemplatesDocument,
  type GroupPartsFragment,
} from '../../gql/second-looks.js';
import { Button } from '../../ui/Button.js';
import { SelectField, TextArea } from '../../ui/Field.js';
import styles from './second-looks.module.css';

type Outcome = 'upheld' | 'reversed';

interface WordsProps {
  readonly draft: string;
  readonly language: string;
  readonly outcome: Outcome;
  readonly error: string | undefined;
  readonly onWords: (text: string) => void;
}

/** What the people of one language are told, from a template where there is one. */
function Words({ draft, language, outcome, error, onWords }: WordsProps) {
  const t = useT();
  const [text, setText] = useDraftText(draft);
  const { data } = useQuery(SecondLookTemplatesDocument, { variables: { language, outcome } });
  const say = (next: string) => {
    setText(next);
    onWords(next);
  };
  const templates = data?.appealReasonTemplates ?? [];
  const name = t('secondLooks.reasonsIn', { language });
  return (
    <>
      {templates.length > 0 ? (
        <SelectField
          label={t('secondLooks.template', { language })}
          value=""
          onChange={(event) => {
            const chosen = templates.find((each) => each.id === event.currentTarget.value);
            if (chosen) say(chosen.body);
          }}
          options={[
            { value: '', label: t('secondLooks.chooseTemplate') },
            ...templates.map((each) => ({ value: each.id, label: each.title })),
          ]}
        />
      ) : null}
      <TextArea label={name} value={text} error={error} onChange={(event) => say(event.currentTarget.value)} />
    </>
  );
}

/** One answer for everything that is not answered yet; each item gets a record of its own. */
export function DecideForm({ group }: { readonly group: GroupPartsFragment }) {
  const t = useT();
  const language = useLanguage();
  const [outcome, setOutcome] = useState<Outcome>('reversed');
  const [rationale, setRationale, dropRationale] = useDraftText(`second-looks.${group.id}.rationale`);
  const [words, setWords] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<unknown>();
  const [decide, { loading }] = useMutation(DecideSecondLooksDocument);
  const languages = group.languages.length > 0 ? group.languages : [language];
  const problem = failure === undefined ? undefined : problemOf(failure);
  const errorOf = (field: string) => (problem?.field === field ? errorWords(failure, t) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (loading) return;
    setFailure(undefined);
    decide({
      variables: {
        key: newKey(),
        groupId: group.id,
        language,
        version: group.version,
        itemIds: null,
        outcome,
        reasons: languages.map((each) => ({ language: each, text: words[each] ?? '' })),
        rationale,
      },
    }).then(dropRationale, setFailure);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SelectField
        label={t('secondLooks.outcome')}
        value={outcome}
        onChange={(event) => setOutcome(event.currentTarget.value === 'upheld' ? 'upheld' : 'reversed')}
        options={[
          { value: 'reversed', label: t('secondLooks.outcome.reversed') },
          { value: 'upheld', label: t('secondLooks.outcome.upheld') },
        ]}
      />
      {languages.map((each) => (
        <Words
          key={each}
          draft={`second-looks.${group.id}.${each}`}
          language={each}
          outcome={outcome}
          error={errorOf('reasons')}
          onWords={(text) => setWords((before) => ({ ...before, [each]: text }))}
        />
      ))}
      <TextArea
        label={t('secondLooks.rationale')}
        value={rationale}
        error={errorOf('rationale')}
        onChange={(event) => setRationale(event.currentTarget.value)}
      />
      <p className={styles.quiet}>{t('secondLooks.decideWords')}</p>
      {problem && !['reasons', 'rationale'].includes(problem.field ?? '') ? (
        <p role="alert">
          {problem.code === 'SAMPLE_NOT_JUDGED' ? t('secondLooks.judgeFirst') : errorWords(failure, t)}
        </p>
      ) : null}
      <div>
        <Button look="main" type="submit" busy={loading}>
          {t('secondLooks.apply', { count: group.itemCount - group.answeredCount })}
        </Button>
      </div>
    </form>
  );
}
