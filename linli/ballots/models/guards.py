"""Laws of roll and box that no plain constraint can say, as PostgreSQL holds them. Used by the migration.

Marking a line of the roll gives the transaction one ticket (the setting linli.ballot, transaction-local); putting a
ballot into the box takes it. So no ballot comes without a mark and, at the commit, no mark without a ballot, though
no column ties one to the other. A paper ballot's ticket comes from its sheet, of which a booth has no more than
marks. Whoever votes holds a shared advisory lock of the decision, whoever opens or ends it the whole lock, so that
no ballot slips in while it is closed.

The roll is fixed from opening on, with one exception: when two records of the register became one person, the line
of the record that is gone follows to the kept one; where both stand on the roll, a line that was not marked is barred
as standing there twice. Both only where the register itself says that the two are one.
"""

from __future__ import annotations

#: First number of the advisory locks of decisions.
LOCK = 5_518

_FAIL = """
CREATE OR REPLACE FUNCTION ballots_fail(name text, told text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', told USING ERRCODE = '23514', CONSTRAINT = name; END $$;
"""

_DECISION = """
CREATE OR REPLACE FUNCTION ballots_decision_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND (OLD.question, OLD.title, OLD.options, OLD.rule, OLD.most, OLD.budget, OLD.ties,
      OLD.secret, OLD.kind, OLD.subject, OLD.key, OLD.n_roll) IS DISTINCT FROM (NEW.question, NEW.title, NEW.options,
      NEW.rule, NEW.most, NEW.budget, NEW.ties, NEW.secret, NEW.kind, NEW.subject, NEW.key, NEW.n_roll) THEN
    PERFORM ballots_fail('ballots_decision_fixed', 'what is voted on does not change after opening');
  END IF;
  IF NEW.state <> OLD.state THEN
    PERFORM pg_advisory_xact_lock(%(lock)s, NEW.id::int);
    IF NOT (OLD.state, NEW.state) IN (('draft', 'open'), ('open', 'counting'), ('open', 'closing'),
        ('counting', 'closing'), ('closing', 'closed'), ('draft', 'void'), ('open', 'void'), ('counting', 'void')) THEN
      PERFORM ballots_fail('ballots_decision_states', OLD.state || ' does not become ' || NEW.state);
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ballots_decision_guard BEFORE UPDATE ON ballots_decision
  FOR EACH ROW EXECUTE FUNCTION ballots_decision_guard();
"""

VOTER = """
CREATE OR REPLACE FUNCTION ballots_voter_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_decision bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.decision_id ELSE NEW.decision_id END;
  held text;
  is_secret boolean;
  is_one boolean := false;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.voted AND NOT OLD.voted THEN
    PERFORM pg_advisory_xact_lock_shared(%(lock)s, of_decision::int);
  END IF;
  SELECT state, secret INTO held, is_secret FROM ballots_decision WHERE id = of_decision;
  IF TG_OP <> 'UPDATE' THEN
    IF held IS DISTINCT FROM 'draft' THEN
      PERFORM ballots_fail('ballots_roll_fixed', 'the roll is fixed from opening on');
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF NEW.decision_id <> OLD.decision_id OR (held NOT IN ('draft', 'closed', 'void')
      AND (OLD.ref, OLD.name, OLD."user") IS DISTINCT FROM (NEW.ref, NEW.name, NEW."user")) THEN
    PERFORM ballots_fail('ballots_roll_fixed', 'the roll is fixed from opening on');
  END IF;
  IF OLD.person_id IS DISTINCT FROM NEW.person_id AND held NOT IN ('draft', 'closed', 'void') THEN
    IF NOT EXISTS (SELECT FROM residents_person WHERE id = OLD.person_id AND merged_into_id = NEW.person_id) THEN
      PERFORM ballots_fail('ballots_roll_fixed', 'a line follows a merged record of the register and nothing else');
    END IF;
  END IF;
  IF (OLD.recused, OLD.twice) IS DISTINCT FROM (NEW.recused, NEW.twice) THEN
    SELECT EXISTS (SELECT FROM ballots_voter o JOIN residents_person p ON p.id IN (o.person_id, NEW.person_id)
      WHERE o.decision_id = of_decision AND o.id <> NEW.id AND NOT o.twice
        AND p.merged_into_id IN (o.person_id, NEW.person_id)) INTO is_one;
    IF held NOT IN ('open', 'counting') OR OLD.recused <> OLD.twice OR NEW.recused <> NEW.twice OR NEW.twice <> is_one THEN
      PERFORM ballots_fail('ballots_roll_fixed', 'who is recused is fixed from opening on');
    END IF;
  END IF;
  IF (OLD.voted, OLD.way, OLD.booth_id) IS DISTINCT FROM (NEW.voted, NEW.way, NEW.booth_id) THEN
    IF OLD.voted THEN
      PERFORM ballots_fail('ballots_voter_once', 'this line of the roll is marked');
    END IF;
    IF held <> 'open' OR NOT is_secret THEN
      PERFORM ballots_fail('ballots_voter_open', 'voting is not open');
    END IF;
    IF NEW.way <> 'paper' THEN
      IF coalesce(current_setting('linli.ballot', true), '') <> '' THEN
        PERFORM ballots_fail('ballots_mark_boxed', 'another mark waits for its ballot');
      END IF;
      PERFORM set_config('linli.ballot', of_decision::text, true);
    END IF;
  END IF;
  RETURN NEW;
END $$;
"""

_ROLL = """
CREATE TRIGGER ballots_voter_guard BEFORE INSERT OR UPDATE OR DELETE ON ballots_voter
  FOR EACH ROW EXECUTE FUNCTION ballots_voter_guard();

CREATE OR REPLACE FUNCTION ballots_ticket_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('linli.ballot', true), '') <> '' THEN
    PERFORM ballots_fail('ballots_mark_boxed', 'a mark has no ballot');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ballots_voter_ticket AFTER UPDATE ON ballots_voter DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.voted AND NOT OLD.voted AND NEW.way <> 'paper') EXECUTE FUNCTION ballots_ticket_guard();
CREATE CONSTRAINT TRIGGER ballots_paper_ticket AFTER UPDATE ON ballots_paper DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.boxed AND NOT OLD.boxed) EXECUTE FUNCTION ballots_ticket_guard();
"""

_BOX = """
CREATE OR REPLACE FUNCTION ballots_box_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_decision bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.decision_id ELSE NEW.decision_id END;
  asked record;
  chosen int := 0;
  known int;
  spent bigint;
BEGIN
  SELECT state, secret, kind, options, most, budget INTO asked FROM ballots_decision WHERE id = of_decision;
  IF asked.state = 'closing' OR (asked.state = 'void' AND TG_OP = 'DELETE') THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM ballots_fail('ballots_box_sealed', 'a ballot in the box is neither changed nor taken out');
  END IF;
  IF NOT asked.secret OR asked.state NOT IN ('open', 'counting') THEN
    PERFORM ballots_fail('ballots_box_open', 'voting is not open');
  END IF;
  IF coalesce(current_setting('linli.ballot', true), '') <> of_decision::text THEN
    PERFORM ballots_fail('ballots_box_marked', 'a ballot needs the mark of a voter');
  END IF;
  PERFORM set_config('linli.ballot', '', true);
  chosen := cardinality(NEW.vote);
  IF (SELECT count(DISTINCT one) FROM unnest(NEW.vote) AS one) <> chosen THEN
    PERFORM ballots_fail('ballots_box_twice', 'an option is named twice');
  END IF;
  SELECT count(*), coalesce(sum((option ->> 'cost')::bigint), 0) INTO known, spent
    FROM jsonb_array_elements(asked.options) AS option WHERE option ->> 'key' = ANY (NEW.vote);
  IF known <> chosen THEN
    PERFORM ballots_fail('ballots_box_known', 'what is chosen does not stand on the ballot paper');
  END IF;
  IF asked.kind IN ('answer', 'points') THEN
    IF cardinality(NEW.points) <> chosen OR (asked.kind = 'answer' AND EXISTS
        (SELECT FROM unnest(NEW.points) AS n WHERE n NOT IN (-1, 0, 1))) OR (asked.kind = 'points'
        AND EXISTS (SELECT FROM unnest(NEW.points) AS n WHERE n < 0)) THEN
      PERFORM ballots_fail('ballots_box_points', 'numbers do not fit');
    END IF;
  ELSIF cardinality(NEW.points) > 0 THEN
    PERFORM ballots_fail('ballots_box_points', 'such a ballot has no numbers');
  END IF;
  IF (asked.kind = 'one' AND chosen > 1) OR (asked.kind <> 'points' AND chosen > asked.most)
      OR (asked.kind = 'points' AND (SELECT sum(n) FROM unnest(NEW.points) AS n) > asked.most) THEN
    PERFORM ballots_fail('ballots_box_limit', 'more is chosen than may be');
  END IF;
  IF asked.kind = 'knapsack' AND spent > asked.budget THEN
    PERFORM ballots_fail('ballots_box_budget', 'more is spent than the budget');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ballots_box_guard BEFORE INSERT OR UPDATE OR DELETE ON ballots_ballot
  FOR EACH ROW EXECUTE FUNCTION ballots_box_guard();
"""

_PAPER = """
CREATE OR REPLACE FUNCTION ballots_paper_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  booth record;
  settled int;
  marks int;
BEGIN
  SELECT decision_id INTO booth FROM ballots_booth
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.booth_id ELSE NEW.booth_id END;
  PERFORM pg_advisory_xact_lock_shared(%(lock)s, booth.decision_id::int);
  SELECT b.decision_id, d.state INTO booth FROM ballots_booth b JOIN ballots_decision d ON d.id = b.decision_id
    WHERE b.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.booth_id ELSE NEW.booth_id END;
  IF booth.state NOT IN ('open', 'counting') THEN
    PERFORM ballots_fail('ballots_paper_open', 'sheets are typed in until closing');
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.boxed THEN PERFORM ballots_fail('ballots_paper_kept', 'its ballot lies in the box'); END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.booth_id <> NEW.booth_id OR OLD.number <> NEW.number OR OLD.boxed) THEN
    PERFORM ballots_fail('ballots_paper_kept', 'a counted sheet stays as it is');
  END IF;
  IF NEW.boxed AND (NEW.final ->> 'spoiled')::boolean THEN
    PERFORM ballots_fail('ballots_paper_spoiled', 'a spoiled sheet is not counted');
  END IF;
  IF NEW.final IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.final IS NULL) THEN
    PERFORM 1 FROM ballots_booth WHERE id = NEW.booth_id FOR NO KEY UPDATE;
    SELECT count(*) INTO settled FROM ballots_paper WHERE booth_id = NEW.booth_id AND final IS NOT NULL;
    SELECT count(*) INTO marks FROM ballots_voter WHERE booth_id = NEW.booth_id AND voted;
    IF settled >= marks THEN
      PERFORM ballots_fail('ballots_booth_full', 'a booth has no more sheets than marked voters');
    END IF;
  END IF;
  IF NEW.boxed AND (TG_OP = 'INSERT' OR NOT OLD.boxed) THEN
    IF coalesce(current_setting('linli.ballot', true), '') <> '' THEN
      PERFORM ballots_fail('ballots_mark_boxed', 'another mark waits for its ballot');
    END IF;
    PERFORM set_config('linli.ballot', booth.decision_id::text, true);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ballots_paper_guard BEFORE INSERT OR UPDATE OR DELETE ON ballots_paper
  FOR EACH ROW EXECUTE FUNCTION ballots_paper_guard();
"""

_NAMED = """
CREATE OR REPLACE FUNCTION ballots_answer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked record;
BEGIN
  SELECT d.state, d.secret, d.options, v.recused INTO asked FROM ballots_voter v
    JOIN ballots_decision d ON d.id = v.decision_id
    WHERE v.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.voter_id ELSE NEW.voter_id END;
  IF asked.state <> 'open' OR asked.secret THEN
    PERFORM ballots_fail('ballots_answer_open', 'answers are taken while the vote is open');
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NOT EXISTS (SELECT FROM jsonb_array_elements(asked.options) AS option WHERE option ->> 'key' = NEW.option) THEN
    PERFORM ballots_fail('ballots_answer_known', 'this item is not voted on');
  END IF;
  IF asked.recused AND (NEW.first IN ('yes', 'no', 'abstain') OR NEW.final IN ('yes', 'no', 'abstain')) THEN
    PERFORM ballots_fail('ballots_answer_recused', 'who is recused does not answer');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ballots_answer_guard BEFORE INSERT OR UPDATE OR DELETE ON ballots_answer
  FOR EACH ROW EXECUTE FUNCTION ballots_answer_guard();
"""

VOTER = VOTER.replace("%(lock)s", str(LOCK))
SQL = (_FAIL + _DECISION + VOTER + _ROLL + _BOX + _PAPER + _NAMED).replace("%(lock)s", str(LOCK))

UNDO = "".join(
    f"DROP FUNCTION IF EXISTS {name} CASCADE;"
    for name in (
        "ballots_decision_guard()", "ballots_voter_guard()", "ballots_ticket_guard()", "ballots_box_guard()",
        "ballots_paper_guard()", "ballots_answer_guard()", "ballots_fail(text, text)",
    )
)  # fmt: skip
