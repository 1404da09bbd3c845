--
-- PostgreSQL database dump
--

\restrict yPLu7uEKLIsCfFJ01WJ08f7DEfF8gRXjkJaajMeeA1hnY9RPv4vT6OZEwbNWawk

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: accounts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    name text COLLATE pg_catalog."C",
    name_key bigint,
    website text COLLATE pg_catalog."C",
    industry text COLLATE pg_catalog."C",
    phone text COLLATE pg_catalog."C",
    phone_key bigint,
    owner bigint,
    parent bigint
);


--
-- Name: activities; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.activities (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    kind text COLLATE pg_catalog."C",
    subject text COLLATE pg_catalog."C",
    happened_at bigint,
    direction text COLLATE pg_catalog."C",
    outcome text COLLATE pg_catalog."C",
    result text COLLATE pg_catalog."C",
    state text COLLATE pg_catalog."C",
    duration bigint,
    note text COLLATE pg_catalog."C",
    by_rule bigint,
    owner bigint,
    lead bigint,
    account bigint,
    contact bigint,
    opportunity bigint
);


--
-- Name: attempts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.attempts (
    id bigint NOT NULL,
    version bigint NOT NULL,
    what text COLLATE pg_catalog."C",
    what_key bigint,
    at bigint
);


--
-- Name: calendars; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calendars (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    name text COLLATE pg_catalog."C",
    time_zone text COLLATE pg_catalog."C",
    hours text COLLATE pg_catalog."C",
    country text COLLATE pg_catalog."C",
    holidays text COLLATE pg_catalog."C"
);


--
-- Name: call_rules; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_rules (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    outcome text COLLATE pg_catalog."C",
    outcome_key bigint,
    plan text COLLATE pg_catalog."C",
    n bigint,
    unit text COLLATE pg_catalog."C",
    subject text COLLATE pg_catalog."C"
);


--
-- Name: contacts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contacts (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    first_name text COLLATE pg_catalog."C",
    last_name text COLLATE pg_catalog."C",
    account bigint,
    title text COLLATE pg_catalog."C",
    email text COLLATE pg_catalog."C",
    email_key bigint,
    phone text COLLATE pg_catalog."C",
    phone_key bigint,
    occupation text COLLATE pg_catalog."C",
    age bigint,
    owner bigint
);


--
-- Name: exceptions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.exceptions (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    guideline bigint,
    guideline_version bigint,
    watch bigint,
    entity text COLLATE pg_catalog."C",
    record bigint,
    title text COLLATE pg_catalog."C",
    context text COLLATE pg_catalog."C",
    owner bigint,
    manager bigint,
    amount bigint,
    amount_currency text COLLATE pg_catalog."C",
    state text COLLATE pg_catalog."C",
    started_at bigint,
    due_at bigint,
    warned_at bigint,
    raised_at bigint,
    closed_at bigint,
    closed_by text COLLATE pg_catalog."C",
    reason text COLLATE pg_catalog."C",
    note text COLLATE pg_catalog."C",
    rung bigint,
    next_at bigint,
    next_do text COLLATE pg_catalog."C",
    facts text COLLATE pg_catalog."C",
    historic bigint
);


--
-- Name: exchange_rates; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.exchange_rates (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    currency text COLLATE pg_catalog."C",
    rate bigint,
    per bigint,
    valid_from bigint
);


--
-- Name: file_pieces; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.file_pieces (
    id bigint NOT NULL,
    version bigint NOT NULL,
    file bigint,
    number bigint,
    bytes text COLLATE pg_catalog."C"
);


--
-- Name: files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.files (
    id bigint NOT NULL,
    version bigint NOT NULL,
    "user" bigint,
    name text COLLATE pg_catalog."C",
    size bigint,
    state text COLLATE pg_catalog."C",
    at bigint,
    keep_until bigint
);


--
-- Name: form_tickets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.form_tickets (
    id bigint NOT NULL,
    version bigint NOT NULL,
    ticket text COLLATE pg_catalog."C",
    ticket_key bigint,
    at bigint
);


--
-- Name: form_turns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.form_turns (
    id bigint NOT NULL,
    version bigint NOT NULL,
    team bigint,
    owner bigint,
    at bigint
);


--
-- Name: forms; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.forms (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    name text COLLATE pg_catalog."C",
    active bigint,
    entity text COLLATE pg_catalog."C",
    fields text COLLATE pg_catalog."C",
    title text COLLATE pg_catalog."C",
    intro text COLLATE pg_catalog."C",
    thanks text COLLATE pg_catalog."C",
    redirect text COLLATE pg_catalog."C",
    origins text COLLATE pg_catalog."C",
    language text COLLATE pg_catalog."C",
    source text COLLATE pg_catalog."C",
    owner bigint,
    team bigint,
    key text COLLATE pg_catalog."C",
    key_key bigint
);


--
-- Name: guideline_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.guideline_versions (
    id bigint NOT NULL,
    version bigint NOT NULL,
    guideline bigint,
    number bigint,
    definition text COLLATE pg_catalog."C"
);


--
-- Name: guidelines; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.guidelines (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    key text COLLATE pg_catalog."C",
    key_key bigint,
    entity text COLLATE pg_catalog."C",
    sentence text COLLATE pg_catalog."C",
    broken text COLLATE pg_catalog."C",
    goal text COLLATE pg_catalog."C",
    start text COLLATE pg_catalog."C",
    "from" text COLLATE pg_catalog."C",
    expect text COLLATE pg_catalog."C",
    unless text COLLATE pg_catalog."C",
    within text COLLATE pg_catalog."C",
    warn bigint,
    tell text COLLATE pg_catalog."C",
    "then" text COLLATE pg_catalog."C",
    renew bigint,
    restart text COLLATE pg_catalog."C",
    state text COLLATE pg_catalog."C",
    shipped bigint
);


--
-- Name: idempotency_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency_keys (
    id bigint NOT NULL,
    version bigint NOT NULL,
    "user" bigint,
    key text COLLATE pg_catalog."C",
    key_key bigint,
    request_hash text COLLATE pg_catalog."C",
    at bigint,
    status bigint,
    journal bigint,
    answer text COLLATE pg_catalog."C"
);


--
-- Name: jobs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.jobs (
    id bigint NOT NULL,
    version bigint NOT NULL,
    kind text COLLATE pg_catalog."C",
    "user" bigint,
    state text COLLATE pg_catalog."C",
    at bigint,
    done bigint,
    total bigint,
    refused bigint,
    input text COLLATE pg_catalog."C",
    result text COLLATE pg_catalog."C",
    next_at bigint,
    undoes bigint,
    refused_file bigint,
    node bigint
);


--
-- Name: journal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.journal (
    id bigint NOT NULL,
    version bigint NOT NULL,
    seq bigint,
    at bigint,
    recorded_at bigint,
    actor bigint,
    on_behalf_of bigint,
    channel text COLLATE pg_catalog."C",
    entity text COLLATE pg_catalog."C",
    record bigint,
    act text COLLATE pg_catalog."C",
    changes text COLLATE pg_catalog."C",
    act_group bigint,
    undo_of bigint,
    undone_by bigint,
    job bigint,
    rule bigint
);


--
-- Name: leads; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.leads (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    first_name text COLLATE pg_catalog."C",
    last_name text COLLATE pg_catalog."C",
    company text COLLATE pg_catalog."C",
    title text COLLATE pg_catalog."C",
    email text COLLATE pg_catalog."C",
    email_key bigint,
    phone text COLLATE pg_catalog."C",
    phone_key bigint,
    source text COLLATE pg_catalog."C",
    channel text COLLATE pg_catalog."C",
    entered_at bigint,
    status text COLLATE pg_catalog."C",
    qualified_at bigint,
    rating text COLLATE pg_catalog."C",
    owner bigint,
    contact bigint,
    account bigint,
    external_id text COLLATE pg_catalog."C",
    external_id_key bigint,
    budget text COLLATE pg_catalog."C",
    authority text COLLATE pg_catalog."C",
    timeline text COLLATE pg_catalog."C",
    need text COLLATE pg_catalog."C",
    present_solution text COLLATE pg_catalog."C",
    satisfaction_today text COLLATE pg_catalog."C",
    users_count text COLLATE pg_catalog."C",
    competition text COLLATE pg_catalog."C",
    procedure text COLLATE pg_catalog."C",
    next_step_wish text COLLATE pg_catalog."C",
    own_colour text COLLATE pg_catalog."C"
);


--
-- Name: notices; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notices (
    id bigint NOT NULL,
    version bigint NOT NULL,
    exception bigint,
    "user" bigint,
    rung text COLLATE pg_catalog."C",
    channel text COLLATE pg_catalog."C",
    at bigint,
    state text COLLATE pg_catalog."C",
    why text COLLATE pg_catalog."C",
    data text COLLATE pg_catalog."C",
    outbox bigint,
    seen_at bigint
);


--
-- Name: opportunities; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.opportunities (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    name text COLLATE pg_catalog."C",
    account bigint,
    contact bigint,
    lead bigint,
    product bigint,
    owner bigint,
    stage text COLLATE pg_catalog."C",
    amount bigint,
    amount_currency text COLLATE pg_catalog."C",
    close_date bigint,
    probability bigint,
    forecast_category text COLLATE pg_catalog."C",
    lost_reason text COLLATE pg_catalog."C",
    partner bigint,
    eligible_to_close bigint,
    closed_at bigint,
    accepted_at bigint,
    external_id text COLLATE pg_catalog."C",
    external_id_key bigint
);


--
-- Name: opportunity_steps; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.opportunity_steps (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    opportunity bigint,
    name text COLLATE pg_catalog."C",
    "position" bigint,
    days bigint,
    due bigint,
    state text COLLATE pg_catalog."C",
    done_at bigint
);


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    id bigint NOT NULL,
    version bigint NOT NULL,
    kind text COLLATE pg_catalog."C",
    "user" bigint,
    address text COLLATE pg_catalog."C",
    state text COLLATE pg_catalog."C",
    next_at bigint,
    queued_at bigint,
    sent_at bigint,
    failed_at bigint,
    attempts bigint,
    node bigint,
    possibly_repeated bigint,
    message_id text COLLATE pg_catalog."C",
    server text COLLATE pg_catalog."C",
    answer text COLLATE pg_catalog."C",
    cause bigint,
    data text COLLATE pg_catalog."C"
);


--
-- Name: overlays; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.overlays (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    entity text COLLATE pg_catalog."C",
    field text COLLATE pg_catalog."C",
    declaration text COLLATE pg_catalog."C"
);


--
-- Name: own_sites; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.own_sites (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    name text COLLATE pg_catalog."C"
);


--
-- Name: plans; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.plans (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    metric text COLLATE pg_catalog."C",
    "user" bigint,
    team bigint,
    period text COLLATE pg_catalog."C",
    first_day bigint,
    target bigint,
    amount bigint,
    amount_currency text COLLATE pg_catalog."C",
    note text COLLATE pg_catalog."C"
);


--
-- Name: playbooks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.playbooks (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    name text COLLATE pg_catalog."C",
    stage text COLLATE pg_catalog."C",
    steps text COLLATE pg_catalog."C"
);


--
-- Name: products; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.products (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    name text COLLATE pg_catalog."C",
    name_key bigint,
    code text COLLATE pg_catalog."C",
    series text COLLATE pg_catalog."C",
    price bigint,
    price_currency text COLLATE pg_catalog."C",
    active bigint
);


--
-- Name: roles; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.roles (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    key text COLLATE pg_catalog."C",
    key_key bigint,
    name text COLLATE pg_catalog."C",
    "like" text COLLATE pg_catalog."C",
    purpose text COLLATE pg_catalog."C"
);


--
-- Name: saved_views; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.saved_views (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    name text COLLATE pg_catalog."C",
    entity text COLLATE pg_catalog."C",
    filter text COLLATE pg_catalog."C",
    sort text COLLATE pg_catalog."C",
    columns text COLLATE pg_catalog."C",
    owner bigint,
    shared bigint
);


--
-- Name: search_made; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.search_made (
    one bigint NOT NULL,
    tokens bigint NOT NULL,
    mark text NOT NULL,
    CONSTRAINT search_made_one_check CHECK ((one = 1))
);


--
-- Name: search_text; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.search_text (
    entity text NOT NULL,
    record bigint NOT NULL,
    owner bigint NOT NULL,
    text text NOT NULL,
    tokens text[] NOT NULL
);


--
-- Name: sessions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sessions (
    id bigint NOT NULL,
    version bigint NOT NULL,
    token_hash text COLLATE pg_catalog."C",
    token_hash_key bigint,
    csrf_hash text COLLATE pg_catalog."C",
    "user" bigint,
    kind text COLLATE pg_catalog."C",
    name text COLLATE pg_catalog."C",
    created_at bigint,
    expires_at bigint,
    seen_on bigint
);


--
-- Name: settings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.settings (
    id bigint NOT NULL,
    version bigint NOT NULL,
    key text COLLATE pg_catalog."C",
    key_key bigint,
    value text COLLATE pg_catalog."C"
);


--
-- Name: snoozes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.snoozes (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    exception bigint,
    "user" bigint,
    until bigint
);


--
-- Name: teams; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.teams (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    name text COLLATE pg_catalog."C",
    name_key bigint,
    parent bigint,
    manager bigint,
    calendar bigint,
    intake bigint
);


--
-- Name: users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.users (
    id bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint,
    updated_at bigint,
    created_by bigint,
    removed_at bigint,
    email text COLLATE pg_catalog."C",
    email_key bigint,
    name text COLLATE pg_catalog."C",
    role text COLLATE pg_catalog."C",
    team bigint,
    active bigint,
    locale text COLLATE pg_catalog."C",
    time_zone text COLLATE pg_catalog."C",
    leave text COLLATE pg_catalog."C",
    last_seen bigint,
    password_hash text COLLATE pg_catalog."C"
);


--
-- Name: vigil_store; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.vigil_store (
    key text NOT NULL,
    value bigint
);


--
-- Name: watch_tasks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.watch_tasks (
    id bigint NOT NULL,
    version bigint NOT NULL,
    kind text COLLATE pg_catalog."C",
    guideline bigint,
    "user" bigint,
    everybody bigint,
    cursor bigint,
    queued_at bigint
);


--
-- Name: watches; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.watches (
    id bigint NOT NULL,
    version bigint NOT NULL,
    guideline bigint,
    guideline_version bigint,
    entity text COLLATE pg_catalog."C",
    record bigint,
    state text COLLATE pg_catalog."C",
    started_at bigint,
    warn_at bigint,
    due_at bigint,
    next_at bigint,
    owner bigint,
    rung bigint,
    bounces bigint,
    exception bigint,
    ended_at bigint,
    over bigint,
    historic bigint
);


--
-- Data for Name: accounts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.accounts VALUES (891289541550260224, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'Brightwater', 3913300871778044366, NULL, NULL, NULL, NULL, 891289531365326848, NULL);


--
-- Data for Name: activities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.activities VALUES (891289538312318976, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'call', NULL, 1795436776958787, 'outgoing', 'reached', NULL, 'held', NULL, NULL, NULL, 891289501163446272, 891289536501690368, NULL, NULL, NULL);


--
-- Data for Name: attempts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: calendars; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.calendars VALUES (891289501163405312, 1, 1795436775869961, 1795436775869961, NULL, NULL, 'Office hours', 'UTC', '{"fri":[["09:00","18:00"]],"mon":[["09:00","18:00"]],"thu":[["09:00","18:00"]],"tue":[["09:00","18:00"]],"wed":[["09:00","18:00"]]}', NULL, NULL);


--
-- Data for Name: call_rules; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.call_rules VALUES (891289504009596928, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'no_answer', 8651623484363134922, 'call', 1, 'business_days', '{"en":"Call again","zh-CN":"再次致电"}');
INSERT INTO public.call_rules VALUES (891289504009617408, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'voicemail', 2958455155966873848, 'call', 2, 'business_days', '{"en":"Call again","zh-CN":"再次致电"}');
INSERT INTO public.call_rules VALUES (891289504009625600, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'callback', 915449706441636335, 'call', 1, 'business_days', '{"en":"Call back","zh-CN":"回电"}');
INSERT INTO public.call_rules VALUES (891289504009633792, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'reached', 6601957462039759727, 'step', NULL, NULL, NULL);
INSERT INTO public.call_rules VALUES (891289504009637888, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'not_interested', 6253836838934852701, 'nothing', NULL, NULL, NULL);
INSERT INTO public.call_rules VALUES (891289504009641984, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'wrong_number', 6505750898305027859, 'nothing', NULL, NULL, NULL);


--
-- Data for Name: contacts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.contacts VALUES (891289541652463616, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, NULL, NULL, 891289541550260224, NULL, 'maria@example.com', 639980629868165564, '+49 30 901820', 4861159858452224129, NULL, NULL, 891289531365326848);


--
-- Data for Name: exceptions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.exceptions VALUES (891289558296150016, 2, 1795501577000000, 1795523177000000, NULL, NULL, 891289504018206720, 1, 891289536248532992, 'lead', 891289536248373248, '王小明', '示例科技', 891289531365326848, 891289531351007232, NULL, NULL, 'open', 1795436776958787, 1795523176958787, 1795501577000000, 1795523177000000, NULL, NULL, NULL, NULL, 0, NULL, NULL, '{"en":[{"name":"Status","reads":["lead.status"],"value":"New"},{"name":"Activities","reads":["activity","activity.lead","activity.kind","activity.direction","activity.state"],"value":"0"}],"zh-CN":[{"name":"状态","reads":["lead.status"],"value":"新建"},{"name":"活动","reads":["activity","activity.lead","activity.kind","activity.direction","activity.state"],"value":"0"}]}', 0);
INSERT INTO public.exceptions VALUES (891289558623707136, 2, 1795515077000000, 1795523177000000, NULL, NULL, 891289504014737408, 1, 891289540424351744, 'lead', 891289536501690368, 'Brightwater', 'Brightwater', 891289531365326848, 891289531351007232, NULL, NULL, 'open', 1795436776958787, 1795523176958787, 1795515077000000, 1795523177000000, NULL, NULL, NULL, NULL, 0, NULL, NULL, '{"en":[{"missing":true,"name":"Budget","question":true,"reads":["lead.budget"],"value":"—"},{"missing":true,"name":"Authority","question":true,"reads":["lead.authority"],"value":"—"},{"missing":true,"name":"Decision timeline","question":true,"reads":["lead.timeline"],"value":"—"},{"missing":true,"name":"Need","question":true,"reads":["lead.need"],"value":"—"},{"missing":true,"name":"What they use today","question":true,"reads":["lead.present_solution"],"value":"—"},{"missing":true,"name":"How content they are with it","question":true,"reads":["lead.satisfaction_today"],"value":"—"},{"missing":true,"name":"How many would use it","question":true,"reads":["lead.users_count"],"value":"—"},{"missing":true,"name":"Others they talk to","question":true,"reads":["lead.competition"],"value":"—"},{"missing":true,"name":"How they buy","question":true,"reads":["lead.procedure"],"value":"—"},{"missing":true,"name":"What they want next","question":true,"reads":["lead.next_step_wish"],"value":"—"}],"zh-CN":[{"missing":true,"name":"预算","question":true,"reads":["lead.budget"],"value":"—"},{"missing":true,"name":"决策权","question":true,"reads":["lead.authority"],"value":"—"},{"missing":true,"name":"决策时间","question":true,"reads":["lead.timeline"],"value":"—"},{"missing":true,"name":"需求","question":true,"reads":["lead.need"],"value":"—"},{"missing":true,"name":"现有方案","question":true,"reads":["lead.present_solution"],"value":"—"},{"missing":true,"name":"对现状的满意度","question":true,"reads":["lead.satisfaction_today"],"value":"—"},{"missing":true,"name":"使用人数","question":true,"reads":["lead.users_count"],"value":"—"},{"missing":true,"name":"其他供应商","question":true,"reads":["lead.competition"],"value":"—"},{"missing":true,"name":"采购流程","question":true,"reads":["lead.procedure"],"value":"—"},{"missing":true,"name":"希望的下一步","question":true,"reads":["lead.next_step_wish"],"value":"—"}]}', 0);
INSERT INTO public.exceptions VALUES (891289559778037760, 3, 1795695977000000, 1795782376958787, NULL, NULL, 891289504195055616, 1, 891289542100148224, 'opportunity', 891289541652561920, 'Brightwater', 'Qualified', 891289531365326848, 891289531351007232, 1200000, 'EUR', 'closed', 1795436776958787, 1795782376958787, 1795695977000000, 1795782376958787, 1795782376958787, 'acted', NULL, NULL, 0, NULL, NULL, '{"en":[{"missing":true,"name":"Accepted","reads":["opportunity.accepted_at"],"value":"—"},{"name":"Stage last changed","reads":["opportunity.stage"],"value":"never"},{"name":"Activities","reads":["activity","activity.opportunity","activity.happened_at","activity.state"],"value":"0"},{"name":"Steps that count","reads":["opportunity_step","opportunity_step.opportunity","opportunity_step.done_at"],"value":"0 of 5"}],"zh-CN":[{"missing":true,"name":"接受时间","reads":["opportunity.accepted_at"],"value":"—"},{"name":"阶段最近修改","reads":["opportunity.stage"],"value":"从未"},{"name":"活动","reads":["activity","activity.opportunity","activity.happened_at","activity.state"],"value":"0"},{"name":"计入的步骤","reads":["opportunity_step","opportunity_step.opportunity","opportunity_step.done_at"],"value":"5 条中的 0 条"}]}', 0);
INSERT INTO public.exceptions VALUES (891289560346951680, 2, 1795760777000000, 1795782376958787, NULL, NULL, 891289504196214784, 1, 891289542100164608, 'opportunity', 891289541652561920, 'Brightwater', 'Qualified', 891289531392942080, 891289531351007232, 1200000, 'EUR', 'warned', 1795436776958787, 1795868776958787, 1795760777000000, NULL, NULL, NULL, NULL, NULL, 0, 1795868776958787, NULL, '{"en":[{"name":"Steps that count","reads":["opportunity_step","opportunity_step.opportunity","opportunity_step.state"],"value":"0 of 5"}],"zh-CN":[{"name":"计入的步骤","reads":["opportunity_step","opportunity_step.opportunity","opportunity_step.state"],"value":"5 条中的 0 条"}]}', 0);


--
-- Data for Name: exchange_rates; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: file_pieces; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: files; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: form_tickets; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: form_turns; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: forms; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: guideline_versions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.guideline_versions VALUES (891289504197959680, 1, 891289504004710400, 1, '{"broken":{"en":"meeting not written up within {within}","zh-CN":"会面未在{within}内补全"},"entity":"activity","expect":"subject is not empty and result is not empty and (contact is not empty or lead is not empty)","from":"happened_at","goal":{"en":"What was agreed with a customer is known to the house.","zh-CN":"与客户的约定为公司所知。"},"key":"meeting_incomplete","sentence":{"en":"A held meeting has its subject, result and contact within {within}.","zh-CN":"已举行的会面在{within}内补全主题、结果和联系人。"},"shipped":true,"start":"kind = meeting and state = held","state":"on","tell":["owner","manager"],"warn":0.75,"within":{"n":1,"unit":"business_days"}}');
INSERT INTO public.guideline_versions VALUES (891289504198123520, 1, 891289504009715712, 1, '{"broken":{"en":"no activity for {within}","zh-CN":"{within}无活动"},"entity":"lead","expect":"count(activities where happened_at > started and (state is empty or state != planned)) > 0","from":"qualified_at","goal":{"en":"Nobody sits on a lead that another could win.","zh-CN":"不让线索被占而不用。"},"key":"lead_stale_qualified","renew":true,"sentence":{"en":"A qualified lead sees an activity at least every {within}; else it goes back to marketing.","zh-CN":"已确认的线索至少每{within}有一次活动，否则退回市场部。"},"shipped":true,"start":"status = qualified","state":"on","tell":["owner","manager"],"then":[{"do":"return_to_marketing"}],"unless":"count(opportunities where stage != lost) > 0","warn":0.75,"within":{"n":30,"unit":"days"}}');
INSERT INTO public.guideline_versions VALUES (891289504198225920, 1, 891289504014737408, 1, '{"broken":{"en":"questions not answered within {within}","zh-CN":"问题未在{within}内回答"},"entity":"lead","expect":"{questions}","from":"qualified_at","goal":{"en":"Sales spends its time on people who can and want to buy.","zh-CN":"销售把时间用在能买且想买的人身上。"},"key":"lead_unanswered_questions","sentence":{"en":"Within {within} of being qualified a lead has all qualifying questions answered.","zh-CN":"线索确认后{within}内，所有资格问题均已回答。"},"shipped":true,"start":"status = qualified","state":"on","tell":["owner","manager"],"warn":0.75,"within":{"n":1,"unit":"business_days"}}');
INSERT INTO public.guideline_versions VALUES (891289504198303744, 1, 891289504018206720, 1, '{"broken":{"en":"not touched within {within}","zh-CN":"{within}内未跟进"},"entity":"lead","expect":"status != new or count(activities where kind = call and direction = outgoing and (state is empty or state != planned)) > 0","from":"entered_at","goal":{"en":"Whoever answers first usually gets the customer.","zh-CN":"谁先回应，谁往往赢得客户。"},"key":"lead_untouched","sentence":{"en":"A new lead is touched within {within} of its entry: a call is placed or its status is updated.","zh-CN":"新线索在进入后{within}内得到跟进：拨出电话或更新状态。"},"shipped":true,"start":"status = new","state":"on","tell":["owner","manager"],"warn":0.75,"within":{"n":1,"unit":"days"}}');
INSERT INTO public.guideline_versions VALUES (891289504198381568, 1, 891289504026836992, 1, '{"broken":{"en":"not worked on within {within}","zh-CN":"{within}内未充分跟进"},"entity":"lead","expect":"status != new or count(activities where kind = call and outcome != wrong_number and (state is empty or state != planned)) >= 5","from":"entered_at","goal":{"en":"No lead is given up before it was worked on.","zh-CN":"没有线索在认真跟进前被放弃。"},"key":"lead_unworked","sentence":{"en":"Within {within} of its entry a lead has another status, or at least five calls with a note.","zh-CN":"线索进入后{within}内，状态有变化，或至少有五次通话记录。"},"shipped":true,"start":"status = new","state":"on","tell":["owner","manager"],"warn":0.75,"within":{"n":2,"unit":"weeks"}}');
INSERT INTO public.guideline_versions VALUES (891289504198455296, 1, 891289504044855296, 1, '{"broken":{"en":"no opportunity within {within}","zh-CN":"{within}内无商机"},"entity":"lead","expect":"count(opportunities where close_date is not empty and amount is not empty) > 0","from":"qualified_at","goal":{"en":"The forecast holds what is really in sight.","zh-CN":"预测反映真实可见的业务。"},"key":"lead_without_opportunity","sentence":{"en":"Within {within} of being qualified a lead has an opportunity with a close date and an amount.","zh-CN":"线索确认后{within}内，有带预计成交日期和金额的商机。"},"shipped":true,"start":"status = qualified","state":"on","tell":["owner","manager"],"warn":0.75,"within":{"n":2,"unit":"business_days"}}');
INSERT INTO public.guideline_versions VALUES (891289504198533120, 1, 891289504145543168, 1, '{"broken":{"en":"no movement for {within}","zh-CN":"{within}无进展"},"entity":"opportunity","expect":"changed(stage, amount, close_date) since started or count(activities where happened_at > started and (state is empty or state != planned)) > 0","from":"created_at","goal":{"en":"The pipeline holds only what lives.","zh-CN":"管道里只留有生命力的商机。"},"key":"opportunity_no_movement","renew":true,"sentence":{"en":"An opportunity moves at least every {within}: stage, amount, close date or an activity; else it is eligible to be closed.","zh-CN":"商机至少每{within}有进展：阶段、金额、日期或活动，否则可予关闭。"},"shipped":true,"start":"not (stage in (won, lost))","state":"on","tell":["owner","manager"],"then":[{"do":"set","field":"eligible_to_close","value":true}],"unless":"stage in (won, lost)","warn":0.75,"within":{"n":60,"unit":"days"}}');
INSERT INTO public.guideline_versions VALUES (891289504198627328, 1, 891289504195055616, 1, '{"broken":{"en":"not acted on within {within}","zh-CN":"{within}内未处理"},"entity":"opportunity","expect":"accepted_at >= started or changed(stage) since started or count(activities where happened_at >= started and (state is empty or state != planned)) > 0 or count(opportunity_steps where done_at >= started) > 0","goal":{"en":"A customer who wants to buy never waits for somebody who has no time.","zh-CN":"想买的客户不必等没有时间的人。"},"key":"opportunity_not_acted_on","restart":["owner"],"sentence":{"en":"An opportunity is explicitly acted on within {within} of coming to its owner; else it goes to the next in the team.","zh-CN":"商机到达负责人后{within}内须有明确处理，否则转给团队下一位。"},"shipped":true,"start":"not (stage in (won, lost))","state":"on","tell":["owner","manager"],"then":[{"at_most":2,"do":"reassign","to":"rotation"}],"unless":"stage in (won, lost)","warn":0.75,"within":{"n":4,"unit":"business_days"}}');
INSERT INTO public.guideline_versions VALUES (891289504198729728, 1, 891289504196214784, 1, '{"broken":{"en":"sales steps not used within {within}","zh-CN":"{within}内未使用销售步骤"},"entity":"opportunity","expect":"count(opportunity_steps where state != open) > 0","from":"created_at","goal":{"en":"Everybody sells the way our won opportunities were won.","zh-CN":"人人按照赢单的方式销售。"},"key":"opportunity_unused_steps","sentence":{"en":"Within {within} of its creation an opportunity''s sales steps are in use.","zh-CN":"商机创建后{within}内开始使用销售步骤。"},"shipped":true,"start":"not (stage in (won, lost))","state":"on","tell":["owner","manager"],"unless":"stage in (won, lost)","warn":0.75,"within":{"n":5,"unit":"days"}}');


--
-- Data for Name: guidelines; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.guidelines VALUES (891289504004710400, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'meeting_incomplete', 4616597893823973501, 'activity', '{"en":"A held meeting has its subject, result and contact within {within}.","zh-CN":"已举行的会面在{within}内补全主题、结果和联系人。"}', '{"en":"meeting not written up within {within}","zh-CN":"会面未在{within}内补全"}', '{"en":"What was agreed with a customer is known to the house.","zh-CN":"与客户的约定为公司所知。"}', 'kind = meeting and state = held', 'happened_at', 'subject is not empty and result is not empty and (contact is not empty or lead is not empty)', NULL, '{"n":1,"unit":"business_days"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (891289504009715712, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'lead_stale_qualified', 1991779742767715076, 'lead', '{"en":"A qualified lead sees an activity at least every {within}; else it goes back to marketing.","zh-CN":"已确认的线索至少每{within}有一次活动，否则退回市场部。"}', '{"en":"no activity for {within}","zh-CN":"{within}无活动"}', '{"en":"Nobody sits on a lead that another could win.","zh-CN":"不让线索被占而不用。"}', 'status = qualified', 'qualified_at', 'count(activities where happened_at > started and (state is empty or state != planned)) > 0', 'count(opportunities where stage != lost) > 0', '{"n":30,"unit":"days"}', 750000, '["owner","manager"]', '[{"do":"return_to_marketing"}]', 1, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (891289504014737408, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'lead_unanswered_questions', 729789563346173614, 'lead', '{"en":"Within {within} of being qualified a lead has all qualifying questions answered.","zh-CN":"线索确认后{within}内，所有资格问题均已回答。"}', '{"en":"questions not answered within {within}","zh-CN":"问题未在{within}内回答"}', '{"en":"Sales spends its time on people who can and want to buy.","zh-CN":"销售把时间用在能买且想买的人身上。"}', 'status = qualified', 'qualified_at', '{questions}', NULL, '{"n":1,"unit":"business_days"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (891289504018206720, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'lead_untouched', 2708958335648227023, 'lead', '{"en":"A new lead is touched within {within} of its entry: a call is placed or its status is updated.","zh-CN":"新线索在进入后{within}内得到跟进：拨出电话或更新状态。"}', '{"en":"not touched within {within}","zh-CN":"{within}内未跟进"}', '{"en":"Whoever answers first usually gets the customer.","zh-CN":"谁先回应，谁往往赢得客户。"}', 'status = new', 'entered_at', 'status != new or count(activities where kind = call and direction = outgoing and (state is empty or state != planned)) > 0', NULL, '{"n":1,"unit":"days"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (891289504026836992, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'lead_unworked', 3866315054977498569, 'lead', '{"en":"Within {within} of its entry a lead has another status, or at least five calls with a note.","zh-CN":"线索进入后{within}内，状态有变化，或至少有五次通话记录。"}', '{"en":"not worked on within {within}","zh-CN":"{within}内未充分跟进"}', '{"en":"No lead is given up before it was worked on.","zh-CN":"没有线索在认真跟进前被放弃。"}', 'status = new', 'entered_at', 'status != new or count(activities where kind = call and outcome != wrong_number and (state is empty or state != planned)) >= 5', NULL, '{"n":2,"unit":"weeks"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (891289504044855296, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'lead_without_opportunity', 3149485126533822326, 'lead', '{"en":"Within {within} of being qualified a lead has an opportunity with a close date and an amount.","zh-CN":"线索确认后{within}内，有带预计成交日期和金额的商机。"}', '{"en":"no opportunity within {within}","zh-CN":"{within}内无商机"}', '{"en":"The forecast holds what is really in sight.","zh-CN":"预测反映真实可见的业务。"}', 'status = qualified', 'qualified_at', 'count(opportunities where close_date is not empty and amount is not empty) > 0', NULL, '{"n":2,"unit":"business_days"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (891289504145543168, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'opportunity_no_movement', 3040619931749759686, 'opportunity', '{"en":"An opportunity moves at least every {within}: stage, amount, close date or an activity; else it is eligible to be closed.","zh-CN":"商机至少每{within}有进展：阶段、金额、日期或活动，否则可予关闭。"}', '{"en":"no movement for {within}","zh-CN":"{within}无进展"}', '{"en":"The pipeline holds only what lives.","zh-CN":"管道里只留有生命力的商机。"}', 'not (stage in (won, lost))', 'created_at', 'changed(stage, amount, close_date) since started or count(activities where happened_at > started and (state is empty or state != planned)) > 0', 'stage in (won, lost)', '{"n":60,"unit":"days"}', 750000, '["owner","manager"]', '[{"do":"set","field":"eligible_to_close","value":true}]', 1, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (891289504195055616, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'opportunity_not_acted_on', 7198295147211506698, 'opportunity', '{"en":"An opportunity is explicitly acted on within {within} of coming to its owner; else it goes to the next in the team.","zh-CN":"商机到达负责人后{within}内须有明确处理，否则转给团队下一位。"}', '{"en":"not acted on within {within}","zh-CN":"{within}内未处理"}', '{"en":"A customer who wants to buy never waits for somebody who has no time.","zh-CN":"想买的客户不必等没有时间的人。"}', 'not (stage in (won, lost))', NULL, 'accepted_at >= started or changed(stage) since started or count(activities where happened_at >= started and (state is empty or state != planned)) > 0 or count(opportunity_steps where done_at >= started) > 0', 'stage in (won, lost)', '{"n":4,"unit":"business_days"}', 750000, '["owner","manager"]', '[{"at_most":2,"do":"reassign","to":"rotation"}]', NULL, '["owner"]', 'on', 1);
INSERT INTO public.guidelines VALUES (891289504196214784, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'opportunity_unused_steps', 7678857900769408298, 'opportunity', '{"en":"Within {within} of its creation an opportunity''s sales steps are in use.","zh-CN":"商机创建后{within}内开始使用销售步骤。"}', '{"en":"sales steps not used within {within}","zh-CN":"{within}内未使用销售步骤"}', '{"en":"Everybody sells the way our won opportunities were won.","zh-CN":"人人按照赢单的方式销售。"}', 'not (stage in (won, lost))', 'created_at', 'count(opportunity_steps where state != open) > 0', 'stage in (won, lost)', '{"n":5,"unit":"days"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);


--
-- Data for Name: idempotency_keys; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: jobs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: journal; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.journal VALUES (891289503456411648, 1, 964689920, 1795436775869960, 1795436775869961, NULL, NULL, 'init', 'calendar', 891289501163405312, 'create', '{"name":[null,"Office hours"],"time_zone":[null,"UTC"],"hours":[null,{"fri":[["09:00","18:00"]],"mon":[["09:00","18:00"]],"thu":[["09:00","18:00"]],"tue":[["09:00","18:00"]],"wed":[["09:00","18:00"]]}]}', 891289503456411648, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289503456456704, 1, 964689921, 1795436775869960, 1795436775869961, NULL, NULL, 'init', 'team', 891289501163442176, 'create', '{"name":[null,"Example Ltd"],"manager":[null,"891289501163446272"],"calendar":[null,"891289501163405312"],"intake":[null,true]}', 891289503456411648, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289503456481280, 1, 964689922, 1795436775869960, 1795436775869961, NULL, NULL, 'init', 'user', 891289501163446272, 'create', '{"email":[null,"admin@example.com"],"name":[null,"Administrator"],"role":[null,"admin"],"team":[null,"891289501163442176"],"active":[null,true]}', 891289503456411648, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289503456497664, 1, 964689923, 1795436775869960, 1795436775869961, NULL, NULL, 'init', 'role', 891289502861914112, 'create', '{"key":[null,"admin"],"name":[null,"Administrator"]}', 891289503456411648, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289503456505856, 1, 964689924, 1795436775869960, 1795436775869961, NULL, NULL, 'init', 'role', 891289502861930496, 'create', '{"key":[null,"manager"],"name":[null,"Manager"]}', 891289503456411648, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289503456509952, 1, 964689925, 1795436775869960, 1795436775869961, NULL, NULL, 'init', 'role', 891289502861934592, 'create', '{"key":[null,"rep"],"name":[null,"Sales rep"]}', 891289503456411648, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289503456522240, 1, 964689926, 1795436775869960, 1795436775869961, NULL, NULL, 'init', 'role', 891289502861938688, 'create', '{"key":[null,"assistant"],"name":[null,"Sales assistant"]}', 891289503456411648, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289503456526336, 1, 964689927, 1795436775869960, 1795436775869961, NULL, NULL, 'init', 'role', 891289502861942784, 'create', '{"key":[null,"operator"],"name":[null,"Operator"]}', 891289503456411648, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289503456530432, 1, 964689928, 1795436775869960, 1795436775869961, NULL, NULL, 'init', 'role', 891289502861946880, 'create', '{"key":[null,"marketing"],"name":[null,"Marketing"]}', 891289503456411648, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504197914624, 1, 965738496, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'guideline', 891289504004710400, 'create', '{"key":[null,"meeting_incomplete"],"entity":[null,"activity"],"sentence":[null,{"en":"A held meeting has its subject, result and contact within {within}.","zh-CN":"已举行的会面在{within}内补全主题、结果和联系人。"}],"broken":[null,{"en":"meeting not written up within {within}","zh-CN":"会面未在{within}内补全"}],"goal":[null,{"en":"What was agreed with a customer is known to the house.","zh-CN":"与客户的约定为公司所知。"}],"start":[null,"kind = meeting and state = held"],"from":[null,"happened_at"],"expect":[null,"subject is not empty and result is not empty and (contact is not empty or lead is not empty)"],"within":[null,{"n":1,"unit":"business_days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198049792, 1, 965738497, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'call_rule', 891289504009596928, 'create', '{"outcome":[null,"no_answer"],"plan":[null,"call"],"n":[null,1],"unit":[null,"business_days"],"subject":[null,{"en":"Call again","zh-CN":"再次致电"}]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198062080, 1, 965738498, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'call_rule', 891289504009617408, 'create', '{"outcome":[null,"voicemail"],"plan":[null,"call"],"n":[null,2],"unit":[null,"business_days"],"subject":[null,{"en":"Call again","zh-CN":"再次致电"}]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198074368, 1, 965738499, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'call_rule', 891289504009625600, 'create', '{"outcome":[null,"callback"],"plan":[null,"call"],"n":[null,1],"unit":[null,"business_days"],"subject":[null,{"en":"Call back","zh-CN":"回电"}]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198082560, 1, 965738500, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'call_rule', 891289504009633792, 'create', '{"outcome":[null,"reached"],"plan":[null,"step"]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198090752, 1, 965738501, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'call_rule', 891289504009637888, 'create', '{"outcome":[null,"not_interested"],"plan":[null,"nothing"]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198094848, 1, 965738502, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'call_rule', 891289504009641984, 'create', '{"outcome":[null,"wrong_number"],"plan":[null,"nothing"]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198107136, 1, 965738503, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'guideline', 891289504009715712, 'create', '{"key":[null,"lead_stale_qualified"],"entity":[null,"lead"],"sentence":[null,{"en":"A qualified lead sees an activity at least every {within}; else it goes back to marketing.","zh-CN":"已确认的线索至少每{within}有一次活动，否则退回市场部。"}],"broken":[null,{"en":"no activity for {within}","zh-CN":"{within}无活动"}],"goal":[null,{"en":"Nobody sits on a lead that another could win.","zh-CN":"不让线索被占而不用。"}],"start":[null,"status = qualified"],"from":[null,"qualified_at"],"expect":[null,"count(activities where happened_at > started and (state is empty or state != planned)) > 0"],"unless":[null,"count(opportunities where stage != lost) > 0"],"within":[null,{"n":30,"unit":"days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"then":[null,[{"do":"return_to_marketing"}]],"renew":[null,true],"state":[null,"on"],"shipped":[null,true]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198209536, 1, 965738504, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'guideline', 891289504014737408, 'create', '{"key":[null,"lead_unanswered_questions"],"entity":[null,"lead"],"sentence":[null,{"en":"Within {within} of being qualified a lead has all qualifying questions answered.","zh-CN":"线索确认后{within}内，所有资格问题均已回答。"}],"broken":[null,{"en":"questions not answered within {within}","zh-CN":"问题未在{within}内回答"}],"goal":[null,{"en":"Sales spends its time on people who can and want to buy.","zh-CN":"销售把时间用在能买且想买的人身上。"}],"start":[null,"status = qualified"],"from":[null,"qualified_at"],"expect":[null,"{questions}"],"within":[null,{"n":1,"unit":"business_days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198291456, 1, 965738505, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'guideline', 891289504018206720, 'create', '{"key":[null,"lead_untouched"],"entity":[null,"lead"],"sentence":[null,{"en":"A new lead is touched within {within} of its entry: a call is placed or its status is updated.","zh-CN":"新线索在进入后{within}内得到跟进：拨出电话或更新状态。"}],"broken":[null,{"en":"not touched within {within}","zh-CN":"{within}内未跟进"}],"goal":[null,{"en":"Whoever answers first usually gets the customer.","zh-CN":"谁先回应，谁往往赢得客户。"}],"start":[null,"status = new"],"from":[null,"entered_at"],"expect":[null,"status != new or count(activities where kind = call and direction = outgoing and (state is empty or state != planned)) > 0"],"within":[null,{"n":1,"unit":"days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198369280, 1, 965738506, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'guideline', 891289504026836992, 'create', '{"key":[null,"lead_unworked"],"entity":[null,"lead"],"sentence":[null,{"en":"Within {within} of its entry a lead has another status, or at least five calls with a note.","zh-CN":"线索进入后{within}内，状态有变化，或至少有五次通话记录。"}],"broken":[null,{"en":"not worked on within {within}","zh-CN":"{within}内未充分跟进"}],"goal":[null,{"en":"No lead is given up before it was worked on.","zh-CN":"没有线索在认真跟进前被放弃。"}],"start":[null,"status = new"],"from":[null,"entered_at"],"expect":[null,"status != new or count(activities where kind = call and outcome != wrong_number and (state is empty or state != planned)) >= 5"],"within":[null,{"n":2,"unit":"weeks"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198443008, 1, 965738507, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'guideline', 891289504044855296, 'create', '{"key":[null,"lead_without_opportunity"],"entity":[null,"lead"],"sentence":[null,{"en":"Within {within} of being qualified a lead has an opportunity with a close date and an amount.","zh-CN":"线索确认后{within}内，有带预计成交日期和金额的商机。"}],"broken":[null,{"en":"no opportunity within {within}","zh-CN":"{within}内无商机"}],"goal":[null,{"en":"The forecast holds what is really in sight.","zh-CN":"预测反映真实可见的业务。"}],"start":[null,"status = qualified"],"from":[null,"qualified_at"],"expect":[null,"count(opportunities where close_date is not empty and amount is not empty) > 0"],"within":[null,{"n":2,"unit":"business_days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198520832, 1, 965738508, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'guideline', 891289504145543168, 'create', '{"key":[null,"opportunity_no_movement"],"entity":[null,"opportunity"],"sentence":[null,{"en":"An opportunity moves at least every {within}: stage, amount, close date or an activity; else it is eligible to be closed.","zh-CN":"商机至少每{within}有进展：阶段、金额、日期或活动，否则可予关闭。"}],"broken":[null,{"en":"no movement for {within}","zh-CN":"{within}无进展"}],"goal":[null,{"en":"The pipeline holds only what lives.","zh-CN":"管道里只留有生命力的商机。"}],"start":[null,"not (stage in (won, lost))"],"from":[null,"created_at"],"expect":[null,"changed(stage, amount, close_date) since started or count(activities where happened_at > started and (state is empty or state != planned)) > 0"],"unless":[null,"stage in (won, lost)"],"within":[null,{"n":60,"unit":"days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"then":[null,[{"do":"set","field":"eligible_to_close","value":true}]],"renew":[null,true],"state":[null,"on"],"shipped":[null,true]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198615040, 1, 965738509, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'guideline', 891289504195055616, 'create', '{"key":[null,"opportunity_not_acted_on"],"entity":[null,"opportunity"],"sentence":[null,{"en":"An opportunity is explicitly acted on within {within} of coming to its owner; else it goes to the next in the team.","zh-CN":"商机到达负责人后{within}内须有明确处理，否则转给团队下一位。"}],"broken":[null,{"en":"not acted on within {within}","zh-CN":"{within}内未处理"}],"goal":[null,{"en":"A customer who wants to buy never waits for somebody who has no time.","zh-CN":"想买的客户不必等没有时间的人。"}],"start":[null,"not (stage in (won, lost))"],"expect":[null,"accepted_at >= started or changed(stage) since started or count(activities where happened_at >= started and (state is empty or state != planned)) > 0 or count(opportunity_steps where done_at >= started) > 0"],"unless":[null,"stage in (won, lost)"],"within":[null,{"n":4,"unit":"business_days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"then":[null,[{"at_most":2,"do":"reassign","to":"rotation"}]],"restart":[null,["owner"]],"state":[null,"on"],"shipped":[null,true]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198705152, 1, 965738510, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'playbook', 891289504196145152, 'create', '{"name":[null,"Our way to an order"],"stage":[null,"qualified"],"steps":[null,[{"days":3,"name":{"en":"Needs talk","zh-CN":"需求沟通"}},{"days":7,"name":{"en":"Product demonstration","zh-CN":"产品演示"}},{"days":10,"name":{"en":"Samples or trial","zh-CN":"样品或试用"}},{"days":5,"name":{"en":"Proposal sent","zh-CN":"发送方案"}},{"days":10,"name":{"en":"Terms agreed","zh-CN":"商定条款"}}]]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289504198717440, 1, 965738511, 1795436776555043, 1795436776555043, NULL, NULL, 'init', 'guideline', 891289504196214784, 'create', '{"key":[null,"opportunity_unused_steps"],"entity":[null,"opportunity"],"sentence":[null,{"en":"Within {within} of its creation an opportunity''s sales steps are in use.","zh-CN":"商机创建后{within}内开始使用销售步骤。"}],"broken":[null,{"en":"sales steps not used within {within}","zh-CN":"{within}内未使用销售步骤"}],"goal":[null,{"en":"Everybody sells the way our won opportunities were won.","zh-CN":"人人按照赢单的方式销售。"}],"start":[null,"not (stage in (won, lost))"],"from":[null,"created_at"],"expect":[null,"count(opportunity_steps where state != open) > 0"],"unless":[null,"stage in (won, lost)"],"within":[null,{"n":5,"unit":"days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 891289504197914624, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289531222212608, 1, 974127104, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'team', 891289531209531392, 'create', '{"name":[null,"Sales"],"parent":[null,"891289501163442176"],"calendar":[null,"891289501163405312"]}', 891289531222212608, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289531332116480, 1, 975175680, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'team', 891289531311951872, 'create', '{"name":[null,"Other"],"parent":[null,"891289501163442176"],"calendar":[null,"891289501163405312"]}', 891289531332116480, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289531351986176, 1, 976224256, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'user', 891289531351007232, 'create', '{"email":[null,"max@example.com"],"name":[null,"Max Example"],"role":[null,"manager"],"team":[null,"891289531209531392"],"active":[null,true],"locale":[null,"en"]}', 891289531351986176, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289531365842944, 1, 977272832, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'user', 891289531365326848, 'create', '{"email":[null,"ann@example.com"],"name":[null,"Ann Example"],"role":[null,"rep"],"team":[null,"891289531209531392"],"active":[null,true],"locale":[null,"en"]}', 891289531365842944, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289531394584576, 1, 978321408, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'user', 891289531392942080, 'create', '{"email":[null,"bob@example.com"],"name":[null,"Bob Example"],"role":[null,"rep"],"team":[null,"891289531209531392"],"active":[null,true],"locale":[null,"en"]}', 891289531394584576, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289531487272960, 1, 979369984, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'user', 891289531486519296, 'create', '{"email":[null,"zoe@example.com"],"name":[null,"Zoe Example"],"role":[null,"rep"],"team":[null,"891289531311951872"],"active":[null,true],"locale":[null,"en"]}', 891289531487272960, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289531500171264, 1, 980418560, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'team', 891289531209531392, 'update', '{"manager":[null,"891289531351007232"]}', 891289531500171264, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289531650301952, 1, 981467136, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'overlay', 891289531515695104, 'create', '{"entity":[null,"lead"],"field":[null,"own_colour"],"declaration":[null,{"key":"own_colour","kind":"choice","label":{"en":"Colour","zh-CN":"颜色"},"choices":[{"key":"red","label":{"en":"Red","zh-CN":"红"}},{"key":"green","label":{"en":"Green"}}],"own":true}]}', 891289531650301952, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289534803492864, 1, 984612864, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'overlay', 891289533558394880, 'create', '{"entity":[null,"own_site"],"field":[null,""],"declaration":[null,{"plural":"own_sites","label":{"en":"Site","zh-CN":"地点"},"label_plural":{"en":"Sites","zh-CN":"地点"},"fields":{"name":{"kind":"text","label":{"en":"Name","zh-CN":"名称"},"own":true}},"entity":"own_site","own":true,"menu":true,"rights":{"admin":{"see":"true","change":"true","create":true,"remove":true},"manager":{"see":"true","change":"true","create":true,"remove":true},"*":{"see":"true"}}}]}', 891289534803492864, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289535954890752, 1, 988807168, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'own_site', 891289535954825216, 'create', '{"name":[null,"北京 North Gate"]}', 891289535954890752, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289536248598528, 1, 989855744, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'lead', 891289536248373248, 'create', '{"first_name":[null,"小明"],"last_name":[null,"王"],"company":[null,"示例科技"],"source":[null,"web"],"channel":[null,"api"],"entered_at":[null,"2026-11-23T12:26:16.958787Z"],"status":[null,"new"],"owner":[null,"891289531365326848"],"own_colour":[null,"red"]}', 891289536248598528, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289536501882880, 1, 990904320, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'lead', 891289536501690368, 'create', '{"company":[null,"Brightwater"],"email":[null,"maria@example.com"],"phone":[null,"+49 30 901820"],"source":[null,"fair"],"channel":[null,"api"],"entered_at":[null,"2026-11-23T12:26:16.958787Z"],"status":[null,"new"],"owner":[null,"891289531365326848"]}', 891289536501882880, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289538684010496, 1, 993001472, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'activity', 891289538312318976, 'create', '{"kind":[null,"call"],"happened_at":[null,"2026-11-23T12:26:16.958787Z"],"direction":[null,"outgoing"],"outcome":[null,"reached"],"state":[null,"held"],"owner":[null,"891289501163446272"],"lead":[null,"891289536501690368"]}', 891289538684010496, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289540424458240, 1, 994050048, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'lead', 891289536501690368, 'qualify', '{"status":["new","qualified"],"qualified_at":[null,"2026-11-23T12:26:16.958787Z"]}', 891289540424458240, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542100213760, 1, 996147200, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'account', 891289541550260224, 'create', '{"name":[null,"Brightwater"],"owner":[null,"891289531365326848"]}', 891289542100213760, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542100250624, 1, 996147201, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'contact', 891289541652463616, 'create', '{"account":[null,"891289541550260224"],"email":[null,"maria@example.com"],"phone":[null,"+49 30 901820"],"owner":[null,"891289531365326848"]}', 891289542100213760, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542100275200, 1, 996147202, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'opportunity', 891289541652561920, 'create', '{"name":[null,"Brightwater"],"account":[null,"891289541550260224"],"contact":[null,"891289541652463616"],"lead":[null,"891289536501690368"],"owner":[null,"891289531365326848"],"stage":[null,"qualified"],"amount":[null,{"amount":"12000.00","currency":"EUR"}],"close_date":[null,"2030-06-30"],"probability":[null,10],"forecast_category":[null,"pipeline"]}', 891289542100213760, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542100303872, 1, 996147203, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'opportunity_step', 891289541794144256, 'create', '{"opportunity":[null,"891289541652561920"],"name":[null,"Needs talk"],"position":[null,1],"days":[null,3],"due":[null,"2026-11-26"],"state":[null,"open"]}', 891289542100213760, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542100324352, 1, 996147204, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'opportunity_step', 891289541794177024, 'create', '{"opportunity":[null,"891289541652561920"],"name":[null,"Product demonstration"],"position":[null,2],"days":[null,7],"due":[null,"2026-12-03"],"state":[null,"open"]}', 891289542100213760, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542100348928, 1, 996147205, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'opportunity_step', 891289541794181120, 'create', '{"opportunity":[null,"891289541652561920"],"name":[null,"Samples or trial"],"position":[null,3],"days":[null,10],"due":[null,"2026-12-13"],"state":[null,"open"]}', 891289542100213760, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542100361216, 1, 996147206, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'opportunity_step', 891289541794189312, 'create', '{"opportunity":[null,"891289541652561920"],"name":[null,"Proposal sent"],"position":[null,4],"days":[null,5],"due":[null,"2026-12-18"],"state":[null,"open"]}', 891289542100213760, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542100369408, 1, 996147207, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'opportunity_step', 891289541794193408, 'create', '{"opportunity":[null,"891289541652561920"],"name":[null,"Terms agreed"],"position":[null,5],"days":[null,10],"due":[null,"2026-12-28"],"state":[null,"open"]}', 891289542100213760, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542100377600, 1, 996147208, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'lead', 891289536501690368, 'open_opportunity', '{"contact":[null,"891289541652463616"],"account":[null,"891289541550260224"]}', 891289542100213760, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542531657728, 1, 997195776, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'lead', 891289542531465216, 'create', '{"company":[null,"Gone Ltd"],"source":[null,"web"],"channel":[null,"api"],"entered_at":[null,"2026-11-23T12:26:16.958787Z"],"status":[null,"new"],"owner":[null,"891289531365326848"]}', 891289542531657728, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289542863511552, 1, 998244352, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'api', 'lead', 891289542531465216, 'remove', '{"removed_at":[null,"2026-11-23T12:26:16.958787Z"]}', 891289542863511552, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289558332977152, 1, 1012924416, 1795501577000000, 1795501577000000, NULL, NULL, 'rule', 'exception', 891289558296150016, 'warn', '{"guideline":[null,"891289504018206720"],"guideline_version":[null,1],"entity":[null,"lead"],"record":[null,891289536248373248],"title":[null,"王小明"],"context":[null,"示例科技"],"owner":[null,"891289531365326848"],"manager":[null,"891289531351007232"],"state":[null,"warned"],"started_at":[null,"2026-11-23T12:26:16.958787Z"],"due_at":[null,"2026-11-24T12:26:16.958787Z"],"warned_at":[null,"2026-11-24T06:26:17.000000Z"],"historic":[null,false]}', 891289558332977152, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289558626590720, 1, 1013972992, 1795515077000000, 1795515077000000, NULL, NULL, 'rule', 'exception', 891289558623707136, 'warn', '{"guideline":[null,"891289504014737408"],"guideline_version":[null,1],"entity":[null,"lead"],"record":[null,891289536501690368],"title":[null,"Brightwater"],"context":[null,"Brightwater"],"owner":[null,"891289531365326848"],"manager":[null,"891289531351007232"],"state":[null,"warned"],"started_at":[null,"2026-11-23T12:26:16.958787Z"],"due_at":[null,"2026-11-24T12:26:16.958787Z"],"warned_at":[null,"2026-11-24T10:11:17.000000Z"],"historic":[null,false]}', 891289558626590720, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289559385149440, 1, 1015021568, 1795523177000000, 1795523177000000, NULL, NULL, 'rule', 'exception', 891289558296150016, 'raise', '{"state":["warned","open"],"raised_at":[null,"2026-11-24T12:26:17.000000Z"]}', 891289559385149440, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289559385186304, 1, 1015021569, 1795523177000000, 1795523177000000, NULL, NULL, 'rule', 'exception', 891289558623707136, 'raise', '{"state":["warned","open"],"raised_at":[null,"2026-11-24T12:26:17.000000Z"]}', 891289559385149440, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289559779581952, 1, 1016070144, 1795695977000000, 1795695977000000, NULL, NULL, 'rule', 'exception', 891289559778037760, 'warn', '{"guideline":[null,"891289504195055616"],"guideline_version":[null,1],"entity":[null,"opportunity"],"record":[null,891289541652561920],"title":[null,"Brightwater"],"context":[null,"Qualified"],"owner":[null,"891289531365326848"],"manager":[null,"891289531351007232"],"amount":[null,{"amount":"12000.00","currency":"EUR"}],"state":[null,"warned"],"started_at":[null,"2026-11-23T12:26:16.958787Z"],"due_at":[null,"2026-11-27T12:26:16.958787Z"],"warned_at":[null,"2026-11-26T12:26:17.000000Z"],"historic":[null,false]}', 891289559779581952, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289560352919552, 1, 1018167296, 1795760777000000, 1795760777000000, NULL, NULL, 'rule', 'exception', 891289560346951680, 'warn', '{"guideline":[null,"891289504196214784"],"guideline_version":[null,1],"entity":[null,"opportunity"],"record":[null,891289541652561920],"title":[null,"Brightwater"],"context":[null,"Qualified"],"owner":[null,"891289531365326848"],"manager":[null,"891289531351007232"],"amount":[null,{"amount":"12000.00","currency":"EUR"}],"state":[null,"warned"],"started_at":[null,"2026-11-23T12:26:16.958787Z"],"due_at":[null,"2026-11-28T12:26:16.958787Z"],"warned_at":[null,"2026-11-27T06:26:17.000000Z"],"historic":[null,false]}', 891289560352919552, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289560534872064, 1, 1019215872, 1795782376958787, 1795782376958787, NULL, NULL, 'rule', 'exception', 891289559778037760, 'raise', '{"state":["warned","open"],"raised_at":[null,"2026-11-27T12:26:16.958787Z"]}', 891289560534872064, NULL, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (891289561119170560, 1, 1020264448, 1795782376958787, 1795782376958787, NULL, NULL, 'rule', 'opportunity', 891289541652561920, 'assign', '{"owner":["891289531365326848","891289531392942080"]}', 891289561119170560, NULL, NULL, NULL, 891289504195055616);
INSERT INTO public.journal VALUES (891289561119203328, 1, 1020264449, 1795782376958787, 1795782376958787, NULL, NULL, 'rule', 'exception', 891289559778037760, 'close', '{"state":["open","closed"],"closed_at":[null,"2026-11-27T12:26:16.958787Z"],"closed_by":[null,"acted"]}', 891289561119170560, NULL, NULL, NULL, 891289504195055616);
INSERT INTO public.journal VALUES (891289561119227904, 1, 1020264450, 1795782376958787, 1795782376958787, NULL, NULL, 'rule', 'exception', 891289560346951680, 'move', '{"owner":["891289531365326848","891289531392942080"]}', 891289561119170560, NULL, NULL, NULL, 891289504195055616);
INSERT INTO public.journal VALUES (891289561893445632, 1, 1024458752, 1795782376958787, 1795782376958787, 891289501163446272, NULL, 'api', 'lead', 891289561893236736, 'create', '{"company":[null,"Fresh Ltd"],"source":[null,"web"],"channel":[null,"api"],"entered_at":[null,"2026-11-27T12:26:16.958787Z"],"status":[null,"new"],"owner":[null,"891289531365326848"]}', 891289561893445632, NULL, NULL, NULL, NULL);


--
-- Data for Name: leads; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leads VALUES (891289536248373248, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, '小明', '王', '示例科技', NULL, NULL, NULL, NULL, NULL, 'web', 'api', 1795436776958787, 'new', NULL, NULL, 891289531365326848, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'red');
INSERT INTO public.leads VALUES (891289536501690368, 3, 1795436776958787, 1795436776958787, 891289501163446272, NULL, NULL, NULL, 'Brightwater', NULL, 'maria@example.com', 639980629868165564, '+49 30 901820', 4861159858452224129, 'fair', 'api', 1795436776958787, 'qualified', 1795436776958787, NULL, 891289531365326848, 891289541652463616, 891289541550260224, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.leads VALUES (891289542531465216, 2, 1795436776958787, 1795436776958787, 891289501163446272, 1795436776958787, NULL, NULL, 'Gone Ltd', NULL, NULL, NULL, NULL, NULL, 'web', 'api', 1795436776958787, 'new', NULL, NULL, 891289531365326848, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.leads VALUES (891289561893236736, 1, 1795782376958787, 1795782376958787, 891289501163446272, NULL, NULL, NULL, 'Fresh Ltd', NULL, NULL, NULL, NULL, NULL, 'web', 'api', 1795782376958787, 'new', NULL, NULL, 891289531365326848, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: notices; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.notices VALUES (891289558332739584, 1, 891289558296150016, 891289531365326848, 'warned', 'mail', 1795501577000000, 'queued', NULL, '{"amount":"","broken":"not touched within 1 day","clock":"Mon 12:26 + 1 day = Tue 12:26","consequence":"The manager is told when it falls due.","context":"示例科技","due_at":"2026-11-24T12:26:16.958787Z","exception":"891289558296150016","goal":"Whoever answers first usually gets the customer.","historic":"","language":"en","owner":"Ann Example","place":"leads/891289536248373248","reader":"Ann Example","see":"Status: New; Activities: 0","sentence":"A new lead is touched within 1 day of its entry: a call is placed or its status is updated.","title":"王小明"}', 891289558332702720, NULL);
INSERT INTO public.notices VALUES (891289558626365440, 1, 891289558623707136, 891289531365326848, 'warned', 'mail', 1795515077000000, 'queued', NULL, '{"amount":"","broken":"questions not answered within 1 business day","clock":"Mon 12:26 + 1 business day = Tue 12:26","consequence":"The manager is told when it falls due.","context":"Brightwater","due_at":"2026-11-24T12:26:16.958787Z","exception":"891289558623707136","goal":"Sales spends its time on people who can and want to buy.","historic":"","language":"en","owner":"Ann Example","place":"leads/891289536501690368","reader":"Ann Example","see":"0 of 10 questions answered","sentence":"Within 1 business day of being qualified a lead has all qualifying questions answered.","title":"Brightwater"}', 891289558626336768, NULL);
INSERT INTO public.notices VALUES (891289558966550528, 1, 891289558296150016, 891289531351007232, 'broken', 'mail', 1795523177000000, 'queued', NULL, '{"amount":"","broken":"not touched within 1 day","clock":"Mon 12:26 + 1 day = Tue 12:26","consequence":"It stays open and counts until it is done or accepted.","context":"示例科技","due_at":"2026-11-24T12:26:16.958787Z","exception":"891289558296150016","goal":"Whoever answers first usually gets the customer.","historic":"","language":"en","owner":"Ann Example","place":"leads/891289536248373248","reader":"Max Example","see":"Status: New; Activities: 0","sentence":"A new lead is touched within 1 day of its entry: a call is placed or its status is updated.","title":"王小明"}', 891289558966501376, NULL);
INSERT INTO public.notices VALUES (891289559384973312, 1, 891289558623707136, 891289531351007232, 'broken', 'mail', 1795523177000000, 'queued', NULL, '{"amount":"","broken":"questions not answered within 1 business day","clock":"Mon 12:26 + 1 business day = Tue 12:26","consequence":"It stays open and counts until it is done or accepted.","context":"Brightwater","due_at":"2026-11-24T12:26:16.958787Z","exception":"891289558623707136","goal":"Sales spends its time on people who can and want to buy.","historic":"","language":"en","owner":"Ann Example","place":"leads/891289536501690368","reader":"Max Example","see":"0 of 10 questions answered","sentence":"Within 1 business day of being qualified a lead has all qualifying questions answered.","title":"Brightwater"}', 891289559384948736, NULL);
INSERT INTO public.notices VALUES (891289559779418112, 1, 891289559778037760, 891289531365326848, 'warned', 'mail', 1795695977000000, 'queued', NULL, '{"amount":"€12,000.00","broken":"not acted on within 4 business days","clock":"Mon 12:26 + 4 business days = Fri 12:26","consequence":"It goes to the next in the team, by rule.","context":"Qualified","due_at":"2026-11-27T12:26:16.958787Z","exception":"891289559778037760","goal":"A customer who wants to buy never waits for somebody who has no time.","historic":"","language":"en","owner":"Ann Example","place":"opportunities/891289541652561920","reader":"Ann Example","see":"Accepted: —; Stage last changed: never; Activities: 0; Steps that count: 0 of 5","sentence":"An opportunity is explicitly acted on within 4 business days of coming to its owner; else it goes to the next in the team.","title":"Brightwater"}', 891289559779393536, NULL);
INSERT INTO public.notices VALUES (891289560352673792, 1, 891289560346951680, 891289531365326848, 'warned', 'mail', 1795760777000000, 'queued', NULL, '{"amount":"€12,000.00","broken":"sales steps not used within 5 days","clock":"Mon 12:26 + 5 days = Sat 12:26","consequence":"The manager is told when it falls due.","context":"Qualified","due_at":"2026-11-28T12:26:16.958787Z","exception":"891289560346951680","goal":"Everybody sells the way our won opportunities were won.","historic":"","language":"en","owner":"Ann Example","place":"opportunities/891289541652561920","reader":"Ann Example","see":"Steps that count: 0 of 5","sentence":"Within 5 days of its creation an opportunity''s sales steps are in use.","title":"Brightwater"}', 891289560352628736, NULL);
INSERT INTO public.notices VALUES (891289560534700032, 1, 891289559778037760, 891289531351007232, 'broken', 'mail', 1795782376958787, 'queued', NULL, '{"amount":"€12,000.00","broken":"not acted on within 4 business days","clock":"Mon 12:26 + 4 business days = Fri 12:26","consequence":"Bob Example has it now, by rule. Not acted on again, it goes to the next in the team.","context":"Qualified","due_at":"2026-11-27T12:26:16.958787Z","exception":"891289559778037760","goal":"A customer who wants to buy never waits for somebody who has no time.","historic":"","language":"en","owner":"Bob Example","place":"opportunities/891289541652561920","reader":"Max Example","see":"Accepted: —; Stage last changed: never; Activities: 0; Steps that count: 0 of 5","sentence":"An opportunity is explicitly acted on within 4 business days of coming to its owner; else it goes to the next in the team.","title":"Brightwater"}', 891289560534675456, NULL);
INSERT INTO public.notices VALUES (891289561028644864, 1, 891289559778037760, 891289531392942080, 'given', 'mail', 1795782376958787, 'queued', NULL, '{"amount":"€12,000.00","broken":"not acted on within 4 business days","clock":"Fri 12:26 + 4 business days, weekend skipped = Thu 12:26; by the calendar of that time: due Fri 27 Nov 12:26","consequence":"It goes to the next in the team, by rule.","context":"Qualified","due_at":"2026-11-27T12:26:16.958787Z","exception":"891289559778037760","goal":"A customer who wants to buy never waits for somebody who has no time.","historic":"","language":"en","owner":"Bob Example","place":"opportunities/891289541652561920","reader":"Bob Example","see":"Accepted: —; Stage last changed: never; Activities: 0; Steps that count: 0 of 5","sentence":"An opportunity is explicitly acted on within 4 business days of coming to its owner; else it goes to the next in the team.","title":"Brightwater"}', 891289561028599808, NULL);


--
-- Data for Name: opportunities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.opportunities VALUES (891289541652561920, 2, 1795436776958787, 1795782376958787, 891289501163446272, NULL, 'Brightwater', 891289541550260224, 891289541652463616, 891289536501690368, NULL, 891289531392942080, 'qualified', 1200000, 'EUR', 22095, 10, 'pipeline', NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: opportunity_steps; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.opportunity_steps VALUES (891289541794144256, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 891289541652561920, 'Needs talk', 1, 3, 20783, 'open', NULL);
INSERT INTO public.opportunity_steps VALUES (891289541794177024, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 891289541652561920, 'Product demonstration', 2, 7, 20790, 'open', NULL);
INSERT INTO public.opportunity_steps VALUES (891289541794181120, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 891289541652561920, 'Samples or trial', 3, 10, 20800, 'open', NULL);
INSERT INTO public.opportunity_steps VALUES (891289541794189312, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 891289541652561920, 'Proposal sent', 4, 5, 20805, 'open', NULL);
INSERT INTO public.opportunity_steps VALUES (891289541794193408, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 891289541652561920, 'Terms agreed', 5, 10, 20815, 'open', NULL);


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES (891289558332702720, 1, 'alert', 891289531365326848, 'ann@example.com', 'queued', 1795501577000000, 1795501577000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (891289558626336768, 1, 'alert', 891289531365326848, 'ann@example.com', 'queued', 1795515077000000, 1795515077000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (891289558966501376, 1, 'alert', 891289531351007232, 'max@example.com', 'queued', 1795523177000000, 1795523177000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (891289559384948736, 1, 'alert', 891289531351007232, 'max@example.com', 'queued', 1795523177000000, 1795523177000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (891289559779393536, 1, 'alert', 891289531365326848, 'ann@example.com', 'queued', 1795695977000000, 1795695977000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (891289560352628736, 1, 'alert', 891289531365326848, 'ann@example.com', 'queued', 1795760777000000, 1795760777000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (891289560534675456, 1, 'alert', 891289531351007232, 'max@example.com', 'queued', 1795782376958787, 1795782376958787, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (891289561028599808, 1, 'alert', 891289531392942080, 'bob@example.com', 'queued', 1795782376958787, 1795782376958787, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: overlays; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.overlays VALUES (891289531515695104, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'lead', 'own_colour', '{"key":"own_colour","kind":"choice","label":{"en":"Colour","zh-CN":"颜色"},"choices":[{"key":"red","label":{"en":"Red","zh-CN":"红"}},{"key":"green","label":{"en":"Green"}}],"own":true}');
INSERT INTO public.overlays VALUES (891289533558394880, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'own_site', '', '{"plural":"own_sites","label":{"en":"Site","zh-CN":"地点"},"label_plural":{"en":"Sites","zh-CN":"地点"},"fields":{"name":{"kind":"text","label":{"en":"Name","zh-CN":"名称"},"own":true}},"entity":"own_site","own":true,"menu":true,"rights":{"admin":{"see":"true","change":"true","create":true,"remove":true},"manager":{"see":"true","change":"true","create":true,"remove":true},"*":{"see":"true"}}}');


--
-- Data for Name: own_sites; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.own_sites VALUES (891289535954825216, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, '北京 North Gate');


--
-- Data for Name: plans; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: playbooks; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.playbooks VALUES (891289504196145152, 1, 1795436776555043, 1795436776555043, NULL, NULL, 'Our way to an order', 'qualified', '[{"days":3,"name":{"en":"Needs talk","zh-CN":"需求沟通"}},{"days":7,"name":{"en":"Product demonstration","zh-CN":"产品演示"}},{"days":10,"name":{"en":"Samples or trial","zh-CN":"样品或试用"}},{"days":5,"name":{"en":"Proposal sent","zh-CN":"发送方案"}},{"days":10,"name":{"en":"Terms agreed","zh-CN":"商定条款"}}]');


--
-- Data for Name: products; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: roles; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.roles VALUES (891289502861914112, 1, 1795436775869961, 1795436775869961, NULL, NULL, 'admin', 6640411172553152754, 'Administrator', NULL, NULL);
INSERT INTO public.roles VALUES (891289502861930496, 1, 1795436775869961, 1795436775869961, NULL, NULL, 'manager', 1861095477883944955, 'Manager', NULL, NULL);
INSERT INTO public.roles VALUES (891289502861934592, 1, 1795436775869961, 1795436775869961, NULL, NULL, 'rep', 3934995105886963335, 'Sales rep', NULL, NULL);
INSERT INTO public.roles VALUES (891289502861938688, 1, 1795436775869961, 1795436775869961, NULL, NULL, 'assistant', 2521720253377486865, 'Sales assistant', NULL, NULL);
INSERT INTO public.roles VALUES (891289502861942784, 1, 1795436775869961, 1795436775869961, NULL, NULL, 'operator', 7071073666799280942, 'Operator', NULL, NULL);
INSERT INTO public.roles VALUES (891289502861946880, 1, 1795436775869961, 1795436775869961, NULL, NULL, 'marketing', 8674848128794517213, 'Marketing', NULL, NULL);


--
-- Data for Name: saved_views; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: search_made; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.search_made VALUES (1, 1, '1493383423733069647 1024458752 891289561893445632');


--
-- Data for Name: search_text; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.search_text VALUES ('team', 891289501163442176, 0, 'example ltd', '{·eteam,·o0,e,ex,exa,xam,amp,mpl,ple,l,lt,ltd,·l4746819614153581882}');
INSERT INTO public.search_text VALUES ('user', 891289501163446272, 0, 'administrator
admin@example.com', '{·euser,·o0,a,ad,adm,dmi,min,ini,nis,ist,str,tra,rat,ato,tor,e,ex,exa,xam,amp,mpl,ple,c,co,com,·l1048023100321153754,·l6328349735553108116}');
INSERT INTO public.search_text VALUES ('team', 891289531311951872, 0, 'other', '{·eteam,·o0,o,ot,oth,the,her,·l593956710604344205}');
INSERT INTO public.search_text VALUES ('team', 891289531209531392, 0, 'sales', '{·eteam,·o0,s,sa,sal,ale,les,·l7346711756236331563}');
INSERT INTO public.search_text VALUES ('user', 891289531351007232, 0, 'max example
max@example.com', '{·euser,·o0,m,ma,max,e,ex,exa,xam,amp,mpl,ple,c,co,com,·l8242674845613326030,·l2760397405190607269}');
INSERT INTO public.search_text VALUES ('user', 891289531365326848, 0, 'ann example
ann@example.com', '{·euser,·o0,a,an,ann,e,ex,exa,xam,amp,mpl,ple,c,co,com,·l6327270474547002405,·l1580493018103151013}');
INSERT INTO public.search_text VALUES ('user', 891289531392942080, 0, 'bob example
bob@example.com', '{·euser,·o0,b,bo,bob,e,ex,exa,xam,amp,mpl,ple,c,co,com,·l2020229507052423209,·l2045188841326968737}');
INSERT INTO public.search_text VALUES ('user', 891289531486519296, 0, 'zoe example
zoe@example.com', '{·euser,·o0,z,zo,zoe,e,ex,exa,xam,amp,mpl,ple,c,co,com,·l5825203516774458404,·l7476074463081021988}');
INSERT INTO public.search_text VALUES ('lead', 891289536248373248, 891289531365326848, '王小明
小明
王
示例科技
小明 王', '{·elead,·o891289531365326848,王,小,明,王小,小明,示,例,科,技,示例,例科,科技,·l5530808373390928188,·l4149737729124789110,·l2542578922589808141,·l4066506326564289083,·l4401434871265824055}');
INSERT INTO public.search_text VALUES ('lead', 891289536501690368, 891289531365326848, 'brightwater
maria@example.com
+49 30 901820
+4930901820', '{·elead,·o891289531365326848,b,br,bri,rig,igh,ght,htw,twa,wat,ate,ter,m,ma,mar,ari,ria,e,ex,exa,xam,amp,mpl,ple,c,co,com,4,49,3,30,9,90,901,018,182,820,493,930,309,090,·l3913300871778044366,·l639980629868165564,·l2466197194034888331,·l4861159858452224129}');
INSERT INTO public.search_text VALUES ('account', 891289541550260224, 891289531365326848, 'brightwater', '{·eaccount,·o891289531365326848,b,br,bri,rig,igh,ght,htw,twa,wat,ate,ter,·l3913300871778044366}');
INSERT INTO public.search_text VALUES ('contact', 891289541652463616, 891289531365326848, 'maria@example.com
+49 30 901820
+4930901820', '{·econtact,·o891289531365326848,m,ma,mar,ari,ria,e,ex,exa,xam,amp,mpl,ple,c,co,com,4,49,3,30,9,90,901,018,182,820,493,930,309,090,·l639980629868165564,·l2466197194034888331,·l4861159858452224129}');
INSERT INTO public.search_text VALUES ('lead', 891289561893236736, 891289531365326848, 'fresh ltd', '{·elead,·o891289531365326848,f,fr,fre,res,esh,l,lt,ltd,·l2454332584749331012}');
INSERT INTO public.search_text VALUES ('opportunity', 891289541652561920, 891289531392942080, 'brightwater', '{·eopportunity,·o891289531392942080,b,br,bri,rig,igh,ght,htw,twa,wat,ate,ter,·l3913300871778044366}');


--
-- Data for Name: sessions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sessions VALUES (891289557194743809, 1, '58b71a0bc7b05d16878a540747a4f0dd756de717dba0048efd9c5e7da1ca4565', 4068010584901075005, NULL, 891289501163446272, 'token', NULL, 1795436789549435, NULL, 20780);
INSERT INTO public.sessions VALUES (891289530488684545, 1, '1f219e0aab08f50b3b2da64a2f6ede40c2586dfec2c0b11802c9d9b68980c1b7', 6701849658921459046, NULL, 891289501163446272, 'token', NULL, 1795436783029396, NULL, 20784);


--
-- Data for Name: settings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.settings VALUES (891289501163364352, 1, 'company', 4564175173180015983, '"Example Ltd"');
INSERT INTO public.settings VALUES (891289501163388928, 1, 'time_zone', 3365146595742265196, '"UTC"');
INSERT INTO public.settings VALUES (891289501163393024, 1, 'currency', 8004068333098905841, '"EUR"');
INSERT INTO public.settings VALUES (891289501163397120, 1, 'phone_region', 1027391106025246776, '""');
INSERT INTO public.settings VALUES (891289501163401216, 1, 'test', 5599312151965739147, 'true');
INSERT INTO public.settings VALUES (891289561227763712, 1, 'test_clock', 7130725428979261747, '"2026-11-27T12:26:16.958787Z"');


--
-- Data for Name: snoozes; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: teams; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.teams VALUES (891289501163442176, 1, 1795436775869961, 1795436775869961, NULL, NULL, 'Example Ltd', 4746819614153581882, NULL, 891289501163446272, 891289501163405312, 1);
INSERT INTO public.teams VALUES (891289531311951872, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'Other', 593956710604344205, 891289501163442176, NULL, 891289501163405312, NULL);
INSERT INTO public.teams VALUES (891289531209531392, 2, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'Sales', 7346711756236331563, 891289501163442176, 891289531351007232, 891289501163405312, NULL);


--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.users VALUES (891289531351007232, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'max@example.com', 2760397405190607269, 'Max Example', 'manager', 891289531209531392, 1, 'en', NULL, NULL, NULL, NULL);
INSERT INTO public.users VALUES (891289531365326848, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'ann@example.com', 1580493018103151013, 'Ann Example', 'rep', 891289531209531392, 1, 'en', NULL, NULL, NULL, NULL);
INSERT INTO public.users VALUES (891289531392942080, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'bob@example.com', 2045188841326968737, 'Bob Example', 'rep', 891289531209531392, 1, 'en', NULL, NULL, NULL, NULL);
INSERT INTO public.users VALUES (891289531486519296, 1, 1795436776958787, 1795436776958787, 891289501163446272, NULL, 'zoe@example.com', 7476074463081021988, 'Zoe Example', 'rep', 891289531311951872, 1, 'en', NULL, NULL, NULL, NULL);
INSERT INTO public.users VALUES (891289501163446272, 1, 1795436775869961, 1795436775869961, NULL, NULL, 'admin@example.com', 6328349735553108116, 'Administrator', 'admin', 891289501163442176, 1, NULL, NULL, NULL, 20784, '$argon2id$v=19$m=19456,t=2,p=1$zo82sN4YXKWaf1aFO1OYsA$g141u+MiErX9VJD9wCdUQ7gPPpaPKVRW21Q/7VEoMww');


--
-- Data for Name: vigil_store; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: watch_tasks; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: watches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.watches VALUES (891289536248569856, 1, 891289504026836992, 1, 'lead', 891289536248373248, 'running', 1795436776958787, 1796343976958787, 1796646376958787, 1796343976958787, 891289531365326848, 0, 0, NULL, NULL, 0, 0);
INSERT INTO public.watches VALUES (891289536501813248, 3, 891289504018206720, 1, 'lead', 891289536501690368, 'met', 1795436776958787, 1795501576958787, 1795523176958787, NULL, 891289531365326848, 0, 0, NULL, 1795436776958787, 1, 0);
INSERT INTO public.watches VALUES (891289540424278016, 2, 891289504009715712, 1, 'lead', 891289536501690368, 'void', 1795436776958787, 1797380776958787, 1798028776958787, NULL, 891289531365326848, 0, 0, NULL, 1795436776958787, 0, 0);
INSERT INTO public.watches VALUES (891289536501854208, 3, 891289504026836992, 1, 'lead', 891289536501690368, 'met', 1795436776958787, 1796343976958787, 1796646376958787, NULL, 891289531365326848, 0, 0, NULL, 1795436776958787, 1, 0);
INSERT INTO public.watches VALUES (891289540424417280, 2, 891289504044855296, 1, 'lead', 891289536501690368, 'met', 1795436776958787, 1795539376958787, 1795609576958787, NULL, 891289531365326848, 0, 0, NULL, 1795436776958787, 0, 0);
INSERT INTO public.watches VALUES (891289542531592192, 2, 891289504018206720, 1, 'lead', 891289542531465216, 'void', 1795436776958787, 1795501576958787, 1795523176958787, NULL, 891289531365326848, 0, 0, NULL, 1795436776958787, 0, 0);
INSERT INTO public.watches VALUES (891289542531624960, 2, 891289504026836992, 1, 'lead', 891289542531465216, 'void', 1795436776958787, 1796343976958787, 1796646376958787, NULL, 891289531365326848, 0, 0, NULL, 1795436776958787, 0, 0);
INSERT INTO public.watches VALUES (891289536248532992, 3, 891289504018206720, 1, 'lead', 891289536248373248, 'broken', 1795436776958787, 1795501576958787, 1795523176958787, NULL, 891289531365326848, 0, 0, 891289558296150016, NULL, 0, 0);
INSERT INTO public.watches VALUES (891289540424351744, 3, 891289504014737408, 1, 'lead', 891289536501690368, 'broken', 1795436776958787, 1795515076958787, 1795523176958787, NULL, 891289531365326848, 0, 0, 891289558623707136, NULL, 0, 0);
INSERT INTO public.watches VALUES (891289542100148224, 4, 891289504195055616, 1, 'opportunity', 891289541652561920, 'void', 1795436776958787, 1795695976958787, 1795782376958787, NULL, 891289531365326848, 1, 0, 891289559778037760, 1795782376958787, 1, 0);
INSERT INTO public.watches VALUES (891289542100107264, 2, 891289504145543168, 1, 'opportunity', 891289541652561920, 'running', 1795436776958787, 1799324776958787, 1800620776958787, 1799324776958787, 891289531392942080, 0, 0, NULL, NULL, 0, 0);
INSERT INTO public.watches VALUES (891289561117777920, 1, 891289504195055616, 1, 'opportunity', 891289541652561920, 'running', 1795782376958787, 1796214376958787, 1796300776958787, 1796214376958787, 891289531392942080, 0, 1, NULL, NULL, 0, 0);
INSERT INTO public.watches VALUES (891289542100164608, 3, 891289504196214784, 1, 'opportunity', 891289541652561920, 'warned', 1795436776958787, 1795760776958787, 1795868776958787, 1795868776958787, 891289531392942080, 0, 0, 891289560346951680, NULL, 0, 0);
INSERT INTO public.watches VALUES (891289561893376000, 1, 891289504018206720, 1, 'lead', 891289561893236736, 'running', 1795782376958787, 1795847176958787, 1795868776958787, 1795847176958787, 891289531365326848, 0, 0, NULL, NULL, 0, 0);
INSERT INTO public.watches VALUES (891289561893412864, 1, 891289504026836992, 1, 'lead', 891289561893236736, 'running', 1795782376958787, 1796689576958787, 1796991976958787, 1796689576958787, 891289531365326848, 0, 0, NULL, NULL, 0, 0);


--
-- Name: accounts accounts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);


--
-- Name: activities activities_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_pkey PRIMARY KEY (id);


--
-- Name: attempts attempts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (id);


--
-- Name: calendars calendars_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendars
    ADD CONSTRAINT calendars_pkey PRIMARY KEY (id);


--
-- Name: call_rules call_rules_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_rules
    ADD CONSTRAINT call_rules_pkey PRIMARY KEY (id);


--
-- Name: contacts contacts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);


--
-- Name: exceptions exceptions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_pkey PRIMARY KEY (id);


--
-- Name: exchange_rates exchange_rates_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exchange_rates
    ADD CONSTRAINT exchange_rates_pkey PRIMARY KEY (id);


--
-- Name: file_pieces file_pieces_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.file_pieces
    ADD CONSTRAINT file_pieces_pkey PRIMARY KEY (id);


--
-- Name: files files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (id);


--
-- Name: form_tickets form_tickets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.form_tickets
    ADD CONSTRAINT form_tickets_pkey PRIMARY KEY (id);


--
-- Name: form_turns form_turns_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.form_turns
    ADD CONSTRAINT form_turns_pkey PRIMARY KEY (id);


--
-- Name: forms forms_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.forms
    ADD CONSTRAINT forms_pkey PRIMARY KEY (id);


--
-- Name: guideline_versions guideline_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.guideline_versions
    ADD CONSTRAINT guideline_versions_pkey PRIMARY KEY (id);


--
-- Name: guidelines guidelines_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.guidelines
    ADD CONSTRAINT guidelines_pkey PRIMARY KEY (id);


--
-- Name: idempotency_keys idempotency_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (id);


--
-- Name: jobs jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);


--
-- Name: journal journal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (id);


--
-- Name: leads leads_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_pkey PRIMARY KEY (id);


--
-- Name: notices notices_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (id);


--
-- Name: opportunities opportunities_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opportunities
    ADD CONSTRAINT opportunities_pkey PRIMARY KEY (id);


--
-- Name: opportunity_steps opportunity_steps_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opportunity_steps
    ADD CONSTRAINT opportunity_steps_pkey PRIMARY KEY (id);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);


--
-- Name: overlays overlays_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.overlays
    ADD CONSTRAINT overlays_pkey PRIMARY KEY (id);


--
-- Name: own_sites own_sites_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.own_sites
    ADD CONSTRAINT own_sites_pkey PRIMARY KEY (id);


--
-- Name: plans plans_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plans
    ADD CONSTRAINT plans_pkey PRIMARY KEY (id);


--
-- Name: playbooks playbooks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.playbooks
    ADD CONSTRAINT playbooks_pkey PRIMARY KEY (id);


--
-- Name: products products_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (id);


--
-- Name: roles roles_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (id);


--
-- Name: saved_views saved_views_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_pkey PRIMARY KEY (id);


--
-- Name: search_made search_made_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.search_made
    ADD CONSTRAINT search_made_pkey PRIMARY KEY (one);


--
-- Name: search_text search_text_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.search_text
    ADD CONSTRAINT search_text_pkey PRIMARY KEY (record, entity);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);


--
-- Name: settings settings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (id);


--
-- Name: snoozes snoozes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.snoozes
    ADD CONSTRAINT snoozes_pkey PRIMARY KEY (id);


--
-- Name: teams teams_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_pkey PRIMARY KEY (id);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: vigil_store vigil_store_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vigil_store
    ADD CONSTRAINT vigil_store_pkey PRIMARY KEY (key);


--
-- Name: watch_tasks watch_tasks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.watch_tasks
    ADD CONSTRAINT watch_tasks_pkey PRIMARY KEY (id);


--
-- Name: watches watches_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.watches
    ADD CONSTRAINT watches_pkey PRIMARY KEY (id);


--
-- Name: accounts_created_at_id_183799b86; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_created_at_id_183799b86 ON public.accounts USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: accounts_created_at_id_b4ffc18f5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_created_at_id_b4ffc18f5 ON public.accounts USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: accounts_name_key_91ba6a094; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_name_key_91ba6a094 ON public.accounts USING btree (name_key NULLS FIRST);


--
-- Name: accounts_owner_created_at_id_5eb85ca4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_owner_created_at_id_5eb85ca4b ON public.accounts USING btree (owner DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: accounts_parent_created_at_id_ae2608b63; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_parent_created_at_id_ae2608b63 ON public.accounts USING btree (parent DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: accounts_phone_key_645c9ec40; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_phone_key_645c9ec40 ON public.accounts USING btree (phone_key NULLS FIRST);


--
-- Name: activities_account_created_at_id_bc233c698; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_account_created_at_id_bc233c698 ON public.activities USING btree (account DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: activities_contact_created_at_id_b72611a21; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_contact_created_at_id_b72611a21 ON public.activities USING btree (contact DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: activities_created_at_id_0e1087116; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_created_at_id_0e1087116 ON public.activities USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: activities_created_at_id_973e2eee6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_created_at_id_973e2eee6 ON public.activities USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: activities_happened_at_created_at_id_f9edd1711; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_happened_at_created_at_id_f9edd1711 ON public.activities USING btree (happened_at DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: activities_lead_created_at_id_d1eb44fc4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_lead_created_at_id_d1eb44fc4 ON public.activities USING btree (lead DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: activities_opportunity_created_at_id_094ccc6ed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_opportunity_created_at_id_094ccc6ed ON public.activities USING btree (opportunity DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: activities_owner_created_at_id_3de940def; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_owner_created_at_id_3de940def ON public.activities USING btree (owner DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: activities_owner_removed_at_happened_at_kind_outcome__a81db92a4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_owner_removed_at_happened_at_kind_outcome__a81db92a4 ON public.activities USING btree (owner NULLS FIRST, removed_at NULLS FIRST, happened_at NULLS FIRST, kind NULLS FIRST, outcome NULLS FIRST, state NULLS FIRST, id);


--
-- Name: attempts_at_78dfac84a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX attempts_at_78dfac84a ON public.attempts USING btree (at NULLS FIRST);


--
-- Name: attempts_what_key_3c10e0959; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX attempts_what_key_3c10e0959 ON public.attempts USING btree (what_key NULLS FIRST);


--
-- Name: calendars_created_at_id_77aaa5926; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX calendars_created_at_id_77aaa5926 ON public.calendars USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: calendars_created_at_id_8314c388d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX calendars_created_at_id_8314c388d ON public.calendars USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: call_rules_created_at_id_8d028b458; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX call_rules_created_at_id_8d028b458 ON public.call_rules USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: call_rules_created_at_id_d778686e1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX call_rules_created_at_id_d778686e1 ON public.call_rules USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: call_rules_outcome_key_426b14020; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX call_rules_outcome_key_426b14020 ON public.call_rules USING btree (outcome_key NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: call_rules_outcome_key_da6f36215; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX call_rules_outcome_key_da6f36215 ON public.call_rules USING btree (outcome_key NULLS FIRST);


--
-- Name: contacts_account_created_at_id_decdad335; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contacts_account_created_at_id_decdad335 ON public.contacts USING btree (account DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: contacts_created_at_id_1d4c1c47b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contacts_created_at_id_1d4c1c47b ON public.contacts USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: contacts_created_at_id_3a74d0a79; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contacts_created_at_id_3a74d0a79 ON public.contacts USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: contacts_email_key_601b1f729; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contacts_email_key_601b1f729 ON public.contacts USING btree (email_key NULLS FIRST);


--
-- Name: contacts_owner_created_at_id_6ce7d13c1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contacts_owner_created_at_id_6ce7d13c1 ON public.contacts USING btree (owner DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: contacts_phone_key_074383024; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contacts_phone_key_074383024 ON public.contacts USING btree (phone_key NULLS FIRST);


--
-- Name: exceptions_created_at_id_086ad8c30; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_created_at_id_086ad8c30 ON public.exceptions USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: exceptions_created_at_id_446aadc4e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_created_at_id_446aadc4e ON public.exceptions USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: exceptions_guideline_created_at_id_f546e0479; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_guideline_created_at_id_f546e0479 ON public.exceptions USING btree (guideline DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: exceptions_guideline_record_started_at_f32cb0f1e; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX exceptions_guideline_record_started_at_f32cb0f1e ON public.exceptions USING btree (guideline NULLS FIRST, record NULLS FIRST, started_at NULLS FIRST);


--
-- Name: exceptions_manager_created_at_id_fe916ca60; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_manager_created_at_id_fe916ca60 ON public.exceptions USING btree (manager DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: exceptions_owner_created_at_id_05e021a5a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_owner_created_at_id_05e021a5a ON public.exceptions USING btree (owner DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: exceptions_record_created_at_id_b1af238ec; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_record_created_at_id_b1af238ec ON public.exceptions USING btree (record DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: exceptions_state_created_at_id_11e4f0c53; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_state_created_at_id_11e4f0c53 ON public.exceptions USING btree (state DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: exceptions_state_manager_id_cdbe56cdb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_state_manager_id_cdbe56cdb ON public.exceptions USING btree (state NULLS FIRST, manager NULLS FIRST, id);


--
-- Name: exceptions_state_owner_id_611c95c5a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_state_owner_id_611c95c5a ON public.exceptions USING btree (state NULLS FIRST, owner NULLS FIRST, id);


--
-- Name: exchange_rates_created_at_id_16d399ef7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exchange_rates_created_at_id_16d399ef7 ON public.exchange_rates USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: exchange_rates_created_at_id_db4ae529a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exchange_rates_created_at_id_db4ae529a ON public.exchange_rates USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: exchange_rates_currency_created_at_id_42c8a5661; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exchange_rates_currency_created_at_id_42c8a5661 ON public.exchange_rates USING btree (currency DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: exchange_rates_currency_valid_from_70320ece5; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX exchange_rates_currency_valid_from_70320ece5 ON public.exchange_rates USING btree (currency NULLS FIRST, valid_from NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: exchange_rates_valid_from_created_at_id_87d5f830f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exchange_rates_valid_from_created_at_id_87d5f830f ON public.exchange_rates USING btree (valid_from DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: file_pieces_file_number_b6b797016; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX file_pieces_file_number_b6b797016 ON public.file_pieces USING btree (file NULLS FIRST, number NULLS FIRST);


--
-- Name: files_keep_until_16bc94cb0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_keep_until_16bc94cb0 ON public.files USING btree (keep_until NULLS FIRST);


--
-- Name: files_user_1efb9e2af; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_user_1efb9e2af ON public.files USING btree ("user" NULLS FIRST);


--
-- Name: form_tickets_at_917280d00; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX form_tickets_at_917280d00 ON public.form_tickets USING btree (at NULLS FIRST);


--
-- Name: form_tickets_ticket_key_374709ecb; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX form_tickets_ticket_key_374709ecb ON public.form_tickets USING btree (ticket_key NULLS FIRST);


--
-- Name: form_turns_at_9038c5e28; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX form_turns_at_9038c5e28 ON public.form_turns USING btree (at NULLS FIRST);


--
-- Name: form_turns_team_id_0e83e7ef2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX form_turns_team_id_0e83e7ef2 ON public.form_turns USING btree (team NULLS FIRST, id DESC);


--
-- Name: forms_created_at_id_74668b50d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX forms_created_at_id_74668b50d ON public.forms USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: forms_created_at_id_d285b6ff7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX forms_created_at_id_d285b6ff7 ON public.forms USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: forms_key_key_9ca5c2610; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX forms_key_key_9ca5c2610 ON public.forms USING btree (key_key NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: forms_key_key_ecdc4775d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX forms_key_key_ecdc4775d ON public.forms USING btree (key_key NULLS FIRST);


--
-- Name: forms_owner_created_at_id_3790d2bc6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX forms_owner_created_at_id_3790d2bc6 ON public.forms USING btree (owner DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: forms_team_created_at_id_a698c6242; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX forms_team_created_at_id_a698c6242 ON public.forms USING btree (team DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: guideline_versions_guideline_number_bdacae522; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX guideline_versions_guideline_number_bdacae522 ON public.guideline_versions USING btree (guideline NULLS FIRST, number NULLS FIRST);


--
-- Name: guidelines_created_at_id_5104adc3b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX guidelines_created_at_id_5104adc3b ON public.guidelines USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: guidelines_created_at_id_ace9c5055; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX guidelines_created_at_id_ace9c5055 ON public.guidelines USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: guidelines_key_key_88d298342; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX guidelines_key_key_88d298342 ON public.guidelines USING btree (key_key NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: guidelines_key_key_a2e40f16a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX guidelines_key_key_a2e40f16a ON public.guidelines USING btree (key_key NULLS FIRST);


--
-- Name: idempotency_keys_at_ddf8ff211; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_at_ddf8ff211 ON public.idempotency_keys USING btree (at NULLS FIRST);


--
-- Name: idempotency_keys_key_key_2978f6445; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_key_key_2978f6445 ON public.idempotency_keys USING btree (key_key NULLS FIRST);


--
-- Name: idempotency_keys_user_key_b80626112; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX idempotency_keys_user_key_b80626112 ON public.idempotency_keys USING btree ("user" NULLS FIRST, key NULLS FIRST);


--
-- Name: jobs_next_at_a3a4599bd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX jobs_next_at_a3a4599bd ON public.jobs USING btree (next_at NULLS FIRST) WHERE (next_at IS NOT NULL);


--
-- Name: jobs_state_e3dc30229; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX jobs_state_e3dc30229 ON public.jobs USING btree (state NULLS FIRST);


--
-- Name: jobs_user_kind_3ca06a364; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX jobs_user_kind_3ca06a364 ON public.jobs USING btree ("user" NULLS FIRST, kind NULLS FIRST);


--
-- Name: journal_act_group_65d2b8560; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_act_group_65d2b8560 ON public.journal USING btree (act_group NULLS FIRST);


--
-- Name: journal_act_recorded_at_id_4a403d1dc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_act_recorded_at_id_4a403d1dc ON public.journal USING btree (act NULLS FIRST, recorded_at NULLS FIRST, id);


--
-- Name: journal_actor_recorded_at_id_21914b9cc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_actor_recorded_at_id_21914b9cc ON public.journal USING btree (actor NULLS FIRST, recorded_at NULLS FIRST, id);


--
-- Name: journal_entity_recorded_at_id_a513c705a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_entity_recorded_at_id_a513c705a ON public.journal USING btree (entity NULLS FIRST, recorded_at NULLS FIRST, id);


--
-- Name: journal_job_195f33b0b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_job_195f33b0b ON public.journal USING btree (job NULLS FIRST) WHERE (job IS NOT NULL);


--
-- Name: journal_record_id_c6e8ebc47; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_record_id_c6e8ebc47 ON public.journal USING btree (record NULLS FIRST, id DESC);


--
-- Name: journal_recorded_at_id_d850658f7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_recorded_at_id_d850658f7 ON public.journal USING btree (recorded_at NULLS FIRST, id);


--
-- Name: journal_seq_cb5e88a11; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_seq_cb5e88a11 ON public.journal USING btree (seq NULLS FIRST);


--
-- Name: leads_account_created_at_id_5fa1331af; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_account_created_at_id_5fa1331af ON public.leads USING btree (account DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: leads_contact_created_at_id_216787ed7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_contact_created_at_id_216787ed7 ON public.leads USING btree (contact DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: leads_created_at_id_81e22e329; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_created_at_id_81e22e329 ON public.leads USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: leads_created_at_id_82e410510; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_created_at_id_82e410510 ON public.leads USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: leads_email_key_207ec55f3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_email_key_207ec55f3 ON public.leads USING btree (email_key NULLS FIRST);


--
-- Name: leads_entered_at_created_at_id_5c4296253; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_entered_at_created_at_id_5c4296253 ON public.leads USING btree (entered_at DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: leads_external_id_key_d8f74a04d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_external_id_key_d8f74a04d ON public.leads USING btree (external_id_key NULLS FIRST);


--
-- Name: leads_owner_created_at_id_b7ec16d5a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_owner_created_at_id_b7ec16d5a ON public.leads USING btree (owner DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: leads_owner_status_created_at_id_0e8ef4729; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_owner_status_created_at_id_0e8ef4729 ON public.leads USING btree (owner NULLS FIRST, status NULLS FIRST, created_at DESC NULLS LAST, id DESC);


--
-- Name: leads_phone_key_dcd5291da; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_phone_key_dcd5291da ON public.leads USING btree (phone_key NULLS FIRST);


--
-- Name: leads_status_created_at_id_419079e03; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_status_created_at_id_419079e03 ON public.leads USING btree (status DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: notices_exception_d3ef8f651; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notices_exception_d3ef8f651 ON public.notices USING btree (exception NULLS FIRST);


--
-- Name: notices_outbox_15c201cb6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notices_outbox_15c201cb6 ON public.notices USING btree (outbox NULLS FIRST);


--
-- Name: opportunities_account_created_at_id_c154c3288; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_account_created_at_id_c154c3288 ON public.opportunities USING btree (account DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: opportunities_close_date_created_at_id_e35139848; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_close_date_created_at_id_e35139848 ON public.opportunities USING btree (close_date DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: opportunities_closed_at_removed_at_close_date_stage_o_3764c81ca; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_closed_at_removed_at_close_date_stage_o_3764c81ca ON public.opportunities USING btree (closed_at NULLS FIRST, removed_at NULLS FIRST, close_date NULLS FIRST, stage NULLS FIRST, owner NULLS FIRST, forecast_category NULLS FIRST, probability NULLS FIRST, amount_currency NULLS FIRST, amount NULLS FIRST, id);


--
-- Name: opportunities_contact_created_at_id_89bdd36e3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_contact_created_at_id_89bdd36e3 ON public.opportunities USING btree (contact DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: opportunities_created_at_id_2fd6fa349; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_created_at_id_2fd6fa349 ON public.opportunities USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: opportunities_created_at_id_6d5961bd4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_created_at_id_6d5961bd4 ON public.opportunities USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: opportunities_external_id_key_3173d4462; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_external_id_key_3173d4462 ON public.opportunities USING btree (external_id_key NULLS FIRST);


--
-- Name: opportunities_lead_created_at_id_66a39889c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_lead_created_at_id_66a39889c ON public.opportunities USING btree (lead DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: opportunities_owner_created_at_id_8d8d0751d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_owner_created_at_id_8d8d0751d ON public.opportunities USING btree (owner DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: opportunities_owner_stage_close_date_id_b964998c6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_owner_stage_close_date_id_b964998c6 ON public.opportunities USING btree (owner NULLS FIRST, stage NULLS FIRST, close_date NULLS FIRST, id);


--
-- Name: opportunities_partner_created_at_id_2ae931cfe; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_partner_created_at_id_2ae931cfe ON public.opportunities USING btree (partner DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: opportunities_product_created_at_id_cea3eb507; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_product_created_at_id_cea3eb507 ON public.opportunities USING btree (product DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: opportunities_stage_removed_at_closed_at_owner_amount_0a8f660a8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_stage_removed_at_closed_at_owner_amount_0a8f660a8 ON public.opportunities USING btree (stage NULLS FIRST, removed_at NULLS FIRST, closed_at NULLS FIRST, owner NULLS FIRST, amount_currency NULLS FIRST, amount NULLS FIRST, id);


--
-- Name: opportunity_steps_created_at_id_5324a9922; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunity_steps_created_at_id_5324a9922 ON public.opportunity_steps USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: opportunity_steps_created_at_id_6e54a8688; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunity_steps_created_at_id_6e54a8688 ON public.opportunity_steps USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: opportunity_steps_opportunity_created_at_id_d972a360f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunity_steps_opportunity_created_at_id_d972a360f ON public.opportunity_steps USING btree (opportunity DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: outbox_cause_28b9780d2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_cause_28b9780d2 ON public.outbox USING btree (cause NULLS FIRST) WHERE (cause IS NOT NULL);


--
-- Name: outbox_failed_at_09c6756bf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_failed_at_09c6756bf ON public.outbox USING btree (failed_at NULLS FIRST) WHERE (failed_at IS NOT NULL);


--
-- Name: outbox_next_at_id_8a87482f0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_next_at_id_8a87482f0 ON public.outbox USING btree (next_at NULLS FIRST, id) WHERE (next_at IS NOT NULL);


--
-- Name: outbox_state_queued_at_4dcef7e77; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_state_queued_at_4dcef7e77 ON public.outbox USING btree (state NULLS FIRST, queued_at NULLS FIRST);


--
-- Name: outbox_user_kind_queued_at_1158fb954; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_user_kind_queued_at_1158fb954 ON public.outbox USING btree ("user" NULLS FIRST, kind NULLS FIRST, queued_at NULLS FIRST);


--
-- Name: overlays_created_at_id_33db304f2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX overlays_created_at_id_33db304f2 ON public.overlays USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: overlays_created_at_id_d89528a18; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX overlays_created_at_id_d89528a18 ON public.overlays USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: overlays_entity_field_5fb3b83eb; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX overlays_entity_field_5fb3b83eb ON public.overlays USING btree (entity NULLS FIRST, field NULLS FIRST);


--
-- Name: own_sites_created_at_id_04b8ee59b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX own_sites_created_at_id_04b8ee59b ON public.own_sites USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: own_sites_created_at_id_34c7c80ce; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX own_sites_created_at_id_34c7c80ce ON public.own_sites USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: plans_created_at_id_0a8de212e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX plans_created_at_id_0a8de212e ON public.plans USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: plans_created_at_id_20d29d493; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX plans_created_at_id_20d29d493 ON public.plans USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: plans_first_day_created_at_id_d353629fb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX plans_first_day_created_at_id_d353629fb ON public.plans USING btree (first_day DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: plans_metric_created_at_id_2142c2918; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX plans_metric_created_at_id_2142c2918 ON public.plans USING btree (metric DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: plans_team_created_at_id_8162e1fee; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX plans_team_created_at_id_8162e1fee ON public.plans USING btree (team DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: plans_team_metric_period_first_day_9d163e097; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX plans_team_metric_period_first_day_9d163e097 ON public.plans USING btree (team NULLS FIRST, metric NULLS FIRST, period NULLS FIRST, first_day NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: plans_user_created_at_id_4f67c9381; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX plans_user_created_at_id_4f67c9381 ON public.plans USING btree ("user" DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: plans_user_metric_period_first_day_cd15fd3f1; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX plans_user_metric_period_first_day_cd15fd3f1 ON public.plans USING btree ("user" NULLS FIRST, metric NULLS FIRST, period NULLS FIRST, first_day NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: playbooks_created_at_id_a46035850; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX playbooks_created_at_id_a46035850 ON public.playbooks USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: playbooks_created_at_id_d07067ace; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX playbooks_created_at_id_d07067ace ON public.playbooks USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: products_created_at_id_12615f925; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX products_created_at_id_12615f925 ON public.products USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: products_created_at_id_1505146e2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX products_created_at_id_1505146e2 ON public.products USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: products_name_key_5a7a2ece7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX products_name_key_5a7a2ece7 ON public.products USING btree (name_key NULLS FIRST);


--
-- Name: roles_created_at_id_0793a19ff; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX roles_created_at_id_0793a19ff ON public.roles USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: roles_created_at_id_37bc2f285; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX roles_created_at_id_37bc2f285 ON public.roles USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: roles_key_key_5ef26555c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX roles_key_key_5ef26555c ON public.roles USING btree (key_key NULLS FIRST);


--
-- Name: roles_key_key_f8c1fe58e; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX roles_key_key_f8c1fe58e ON public.roles USING btree (key_key NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: saved_views_created_at_id_88f961db3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX saved_views_created_at_id_88f961db3 ON public.saved_views USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: saved_views_created_at_id_e99e865cc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX saved_views_created_at_id_e99e865cc ON public.saved_views USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: saved_views_owner_created_at_id_ba8ef1a67; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX saved_views_owner_created_at_id_ba8ef1a67 ON public.saved_views USING btree (owner DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: search_text_tokens; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_text_tokens ON public.search_text USING gin (tokens) WITH (gin_pending_list_limit='1024');


--
-- Name: sessions_expires_at_206951e23; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_expires_at_206951e23 ON public.sessions USING btree (expires_at NULLS FIRST);


--
-- Name: sessions_token_hash_3b032ad05; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX sessions_token_hash_3b032ad05 ON public.sessions USING btree (token_hash NULLS FIRST);


--
-- Name: sessions_token_hash_key_b343982e4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_token_hash_key_b343982e4 ON public.sessions USING btree (token_hash_key NULLS FIRST);


--
-- Name: sessions_user_051800c21; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_user_051800c21 ON public.sessions USING btree ("user" NULLS FIRST);


--
-- Name: settings_key_key_223e0a71f; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX settings_key_key_223e0a71f ON public.settings USING btree (key_key NULLS FIRST);


--
-- Name: snoozes_created_at_id_c0e1376ed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX snoozes_created_at_id_c0e1376ed ON public.snoozes USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: snoozes_created_at_id_d31a3a24f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX snoozes_created_at_id_d31a3a24f ON public.snoozes USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: snoozes_exception_created_at_id_f05466603; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX snoozes_exception_created_at_id_f05466603 ON public.snoozes USING btree (exception DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: snoozes_user_created_at_id_e09c627ff; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX snoozes_user_created_at_id_e09c627ff ON public.snoozes USING btree ("user" DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: teams_calendar_created_at_id_a321fde14; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_calendar_created_at_id_a321fde14 ON public.teams USING btree (calendar DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: teams_created_at_id_959a61840; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_created_at_id_959a61840 ON public.teams USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: teams_created_at_id_985c90420; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_created_at_id_985c90420 ON public.teams USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: teams_manager_created_at_id_2ed442b06; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_manager_created_at_id_2ed442b06 ON public.teams USING btree (manager DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: teams_name_key_7b7de138d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_name_key_7b7de138d ON public.teams USING btree (name_key NULLS FIRST);


--
-- Name: teams_parent_created_at_id_b5df306be; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_parent_created_at_id_b5df306be ON public.teams USING btree (parent DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: users_created_at_id_095264da0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_created_at_id_095264da0 ON public.users USING btree (created_at DESC NULLS LAST, id DESC) WHERE (removed_at IS NOT NULL);


--
-- Name: users_created_at_id_50eef8137; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_created_at_id_50eef8137 ON public.users USING btree (created_at DESC NULLS LAST, id DESC);


--
-- Name: users_email_key_681d6385b; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX users_email_key_681d6385b ON public.users USING btree (email_key NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: users_email_key_78d354660; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_email_key_78d354660 ON public.users USING btree (email_key NULLS FIRST);


--
-- Name: users_team_created_at_id_fb9be008f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_team_created_at_id_fb9be008f ON public.users USING btree (team DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);


--
-- Name: watches_guideline_record_started_at_c32490a71; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX watches_guideline_record_started_at_c32490a71 ON public.watches USING btree (guideline NULLS FIRST, record NULLS FIRST, started_at NULLS FIRST);


--
-- Name: watches_next_at_id_f1b6b5d1a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watches_next_at_id_f1b6b5d1a ON public.watches USING btree (next_at NULLS FIRST, id) WHERE (next_at IS NOT NULL);


--
-- Name: watches_over_ended_at_2dbd27858; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watches_over_ended_at_2dbd27858 ON public.watches USING btree (over NULLS FIRST, ended_at NULLS FIRST) WHERE ((ended_at IS NOT NULL) AND (exception IS NULL));


--
-- Name: watches_owner_e278b0802; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watches_owner_e278b0802 ON public.watches USING btree (owner NULLS FIRST) WHERE (next_at IS NOT NULL);


--
-- Name: watches_record_f90df10bc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watches_record_f90df10bc ON public.watches USING btree (record NULLS FIRST);


--
-- PostgreSQL database dump complete
--

\unrestrict yPLu7uEKLIsCfFJ01WJ08f7DEfF8gRXjkJaajMeeA1hnY9RPv4vT6OZEwbNWawk

