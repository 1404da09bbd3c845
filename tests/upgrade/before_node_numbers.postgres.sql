--
-- PostgreSQL database dump
--

\restrict wNzEcpJLKBk6mRZSk5mMhAaOOy76nzDvo34LA0BqPLYYvCb8YAp5gB1vs1t7Ulp

-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

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
    next_at bigint
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
    job bigint
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
    partner bigint,
    eligible_to_close bigint,
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
    attempts bigint,
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
    expires_at bigint
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

INSERT INTO public.accounts VALUES (890923430501459422, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'Brightwater', 3913300871778044366, NULL, NULL, NULL, NULL, 890923429566195166, NULL);


--
-- Data for Name: activities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.activities VALUES (890923430375056862, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'call', NULL, 1795347402502889, 'outgoing', 'reached', NULL, 'held', NULL, NULL, 890923427122057387, 890923430338233822, NULL, NULL, NULL);


--
-- Data for Name: attempts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: calendars; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.calendars VALUES (890923427121983659, 1, 1795347402324666, 1795347402324666, NULL, NULL, 'Office hours', 'UTC', '{"fri":[["09:00","18:00"]],"mon":[["09:00","18:00"]],"thu":[["09:00","18:00"]],"tue":[["09:00","18:00"]],"wed":[["09:00","18:00"]]}', NULL, NULL);


--
-- Data for Name: contacts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.contacts VALUES (890923430504105438, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, NULL, NULL, 890923430501459422, NULL, 'maria@example.com', 639980629868165564, '+49 30 901820', 4861159858452224129, NULL, NULL, 890923429566195166);


--
-- Data for Name: exceptions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.exceptions VALUES (890923430695708126, 2, 1795412202502889, 1795433802502889, NULL, NULL, 890923427621728427, 1, 890923430287013342, 'lead', 890923430286833118, '王小明', '示例科技', 890923429566195166, 890923429403526622, NULL, NULL, 'open', 1795347402502889, 1795433802502889, 1795412202502889, 1795433802502889, NULL, NULL, NULL, NULL, 0, NULL, NULL, '{"en":[{"name":"Status","value":"New"},{"name":"Activities","value":"0"}],"zh-CN":[{"name":"状态","value":"新建"},{"name":"活动","value":"0"}]}', 0);
INSERT INTO public.exceptions VALUES (890923430856295902, 2, 1795448700000000, 1795510800000000, NULL, NULL, 890923427621322923, 1, 890923430437864926, 'lead', 890923430338233822, 'Brightwater', 'Brightwater', 890923429566195166, 890923429403526622, NULL, NULL, 'open', 1795347402502889, 1795510800000000, 1795448700000000, 1795510800000000, NULL, NULL, NULL, NULL, 0, NULL, NULL, '{"en":[{"name":"Budget","value":"—"},{"name":"Authority","value":"—"},{"name":"Decision timeline","value":"—"},{"name":"Need","value":"—"},{"name":"What they use today","value":"—"},{"name":"How content they are with it","value":"—"},{"name":"How many would use it","value":"—"},{"name":"Others they talk to","value":"—"},{"name":"How they buy","value":"—"},{"name":"What they want next","value":"—"}],"zh-CN":[{"name":"预算","value":"—"},{"name":"决策权","value":"—"},{"name":"决策时间","value":"—"},{"name":"需求","value":"—"},{"name":"现有方案","value":"—"},{"name":"对现状的满意度","value":"—"},{"name":"使用人数","value":"—"},{"name":"其他供应商","value":"—"},{"name":"采购流程","value":"—"},{"name":"希望的下一步","value":"—"}]}', 0);
INSERT INTO public.exceptions VALUES (890923430920107486, 1, 1795629600000000, 1795629600000000, NULL, NULL, 890923427623063723, 1, 890923430509086174, 'opportunity', 890923430504154590, 'Brightwater', 'Qualified', 890923429566195166, 890923429403526622, 1200000, 'EUR', 'warned', 1795347402502889, 1795770000000000, 1795629600000000, NULL, NULL, NULL, NULL, NULL, 0, 1795770000000000, 'It goes to the next in the team, by rule.', '{"en":[{"name":"Accepted","value":"—"},{"name":"Stage last changed","value":"never"},{"name":"Activities","value":"0"},{"name":"Steps","value":"0"}],"zh-CN":[{"name":"接受时间","value":"—"},{"name":"阶段最近修改","value":"从未"},{"name":"活动","value":"0"},{"name":"步骤","value":"0"}]}', 0);
INSERT INTO public.exceptions VALUES (890923431104816606, 1, 1795671402502889, 1795671402502889, NULL, NULL, 890923427623436459, 1, 890923430509102558, 'opportunity', 890923430504154590, 'Brightwater', 'Qualified', 890923429566195166, 890923429403526622, 1200000, 'EUR', 'warned', 1795347402502889, 1795779402502889, 1795671402502889, NULL, NULL, NULL, NULL, NULL, 0, 1795779402502889, NULL, '{"en":[{"name":"Steps","value":"0"}],"zh-CN":[{"name":"步骤","value":"0"}]}', 0);


--
-- Data for Name: guideline_versions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.guideline_versions VALUES (890923427623801003, 1, 890923427619238059, 1, '{"broken":{"en":"meeting not written up within {within}","zh-CN":"会面未在{within}内补全"},"entity":"activity","expect":"subject is not empty and result is not empty and (contact is not empty or lead is not empty)","from":"happened_at","goal":{"en":"What was agreed with a customer is known to the house.","zh-CN":"与客户的约定为公司所知。"},"key":"meeting_incomplete","sentence":{"en":"A held meeting has its subject, result and contact within {within}.","zh-CN":"已举行的会面在{within}内补全主题、结果和联系人。"},"shipped":true,"start":"kind = meeting and state = held","state":"on","tell":["owner","manager"],"warn":0.75,"within":{"n":1,"unit":"business_days"}}');
INSERT INTO public.guideline_versions VALUES (890923427623866539, 1, 890923427620741291, 1, '{"broken":{"en":"no activity for {within}","zh-CN":"{within}无活动"},"entity":"lead","expect":"count(activities where happened_at > started) > 0","from":"qualified_at","goal":{"en":"Nobody sits on a lead that another could win.","zh-CN":"不让线索被占而不用。"},"key":"lead_stale_qualified","renew":true,"sentence":{"en":"A qualified lead sees an activity at least every {within}; else it goes back to marketing.","zh-CN":"已确认的线索至少每{within}有一次活动，否则退回市场部。"},"shipped":true,"start":"status = qualified","state":"on","tell":["owner","manager"],"then":[{"do":"return_to_marketing"}],"unless":"count(opportunities where stage != lost) > 0","warn":0.75,"within":{"n":30,"unit":"days"}}');
INSERT INTO public.guideline_versions VALUES (890923427623923883, 1, 890923427621322923, 1, '{"broken":{"en":"questions not answered within {within}","zh-CN":"问题未在{within}内回答"},"entity":"lead","expect":"{questions}","from":"qualified_at","goal":{"en":"Sales spends its time on people who can and want to buy.","zh-CN":"销售把时间用在能买且想买的人身上。"},"key":"lead_unanswered_questions","sentence":{"en":"Within {within} of being qualified a lead has all qualifying questions answered.","zh-CN":"线索确认后{within}内，所有资格问题均已回答。"},"shipped":true,"start":"status = qualified","state":"on","tell":["owner","manager"],"warn":0.75,"within":{"n":1,"unit":"business_days"}}');
INSERT INTO public.guideline_versions VALUES (890923427623973035, 1, 890923427621728427, 1, '{"broken":{"en":"not touched within {within}","zh-CN":"{within}内未跟进"},"entity":"lead","expect":"status != new or count(activities where kind = call and direction = outgoing) > 0","from":"entered_at","goal":{"en":"Whoever answers first usually gets the customer.","zh-CN":"谁先回应，谁往往赢得客户。"},"key":"lead_untouched","sentence":{"en":"A new lead is touched within {within} of its entry: a call is placed or its status is updated.","zh-CN":"新线索在进入后{within}内得到跟进：拨出电话或更新状态。"},"shipped":true,"start":"status = new","state":"on","tell":["owner","manager"],"warn":0.75,"within":{"n":1,"unit":"days"}}');
INSERT INTO public.guideline_versions VALUES (890923427624018091, 1, 890923427622060203, 1, '{"broken":{"en":"not worked on within {within}","zh-CN":"{within}内未充分跟进"},"entity":"lead","expect":"status != new or count(activities where kind = call and outcome != wrong_number) >= 5","from":"entered_at","goal":{"en":"No lead is given up before it was worked on.","zh-CN":"没有线索在认真跟进前被放弃。"},"key":"lead_unworked","sentence":{"en":"Within {within} of its entry a lead has another status, or at least five calls with a note.","zh-CN":"线索进入后{within}内，状态有变化，或至少有五次通话记录。"},"shipped":true,"start":"status = new","state":"on","tell":["owner","manager"],"warn":0.75,"within":{"n":2,"unit":"weeks"}}');
INSERT INTO public.guideline_versions VALUES (890923427624067243, 1, 890923427622355115, 1, '{"broken":{"en":"no opportunity within {within}","zh-CN":"{within}内无商机"},"entity":"lead","expect":"count(opportunities where close_date is not empty and amount is not empty) > 0","from":"qualified_at","goal":{"en":"The forecast holds what is really in sight.","zh-CN":"预测反映真实可见的业务。"},"key":"lead_without_opportunity","sentence":{"en":"Within {within} of being qualified a lead has an opportunity with a close date and an amount.","zh-CN":"线索确认后{within}内，有带预计成交日期和金额的商机。"},"shipped":true,"start":"status = qualified","state":"on","tell":["owner","manager"],"warn":0.75,"within":{"n":2,"unit":"business_days"}}');
INSERT INTO public.guideline_versions VALUES (890923427624116395, 1, 890923427622666411, 1, '{"broken":{"en":"no movement for {within}","zh-CN":"{within}无进展"},"entity":"opportunity","expect":"changed(stage, amount, close_date) since started or count(activities where happened_at > started) > 0","from":"created_at","goal":{"en":"The pipeline holds only what lives.","zh-CN":"管道里只留有生命力的商机。"},"key":"opportunity_no_movement","renew":true,"sentence":{"en":"An opportunity moves at least every {within}: stage, amount, close date or an activity; else it is eligible to be closed.","zh-CN":"商机至少每{within}有进展：阶段、金额、日期或活动，否则可予关闭。"},"shipped":true,"start":"not (stage in (won, lost))","state":"on","tell":["owner","manager"],"then":[{"do":"set","field":"eligible_to_close","value":true}],"unless":"stage in (won, lost)","warn":0.75,"within":{"n":60,"unit":"days"}}');
INSERT INTO public.guideline_versions VALUES (890923427624173739, 1, 890923427623063723, 1, '{"broken":{"en":"not acted on within {within}","zh-CN":"{within}内未处理"},"entity":"opportunity","expect":"accepted_at >= started or changed(stage) since started or count(activities where happened_at >= started) > 0 or count(opportunity_steps where done_at >= started) > 0","goal":{"en":"A customer who wants to buy never waits for somebody who has no time.","zh-CN":"想买的客户不必等没有时间的人。"},"key":"opportunity_not_acted_on","restart":["owner"],"sentence":{"en":"An opportunity is explicitly acted on within {within} of coming to its owner; else it goes to the next in the team.","zh-CN":"商机到达负责人后{within}内须有明确处理，否则转给团队下一位。"},"shipped":true,"start":"not (stage in (won, lost))","state":"on","tell":["owner","manager"],"then":[{"at_most":2,"do":"reassign","to":"rotation"}],"unless":"stage in (won, lost)","warn":0.75,"within":{"n":4,"unit":"business_days"}}');
INSERT INTO public.guideline_versions VALUES (890923427624247467, 1, 890923427623436459, 1, '{"broken":{"en":"sales steps not used within {within}","zh-CN":"{within}内未使用销售步骤"},"entity":"opportunity","expect":"count(opportunity_steps where state != open) > 0","from":"created_at","goal":{"en":"Everybody sells the way our won opportunities were won.","zh-CN":"人人按照赢单的方式销售。"},"key":"opportunity_unused_steps","sentence":{"en":"Within {within} of its creation an opportunity''s sales steps are in use.","zh-CN":"商机创建后{within}内开始使用销售步骤。"},"shipped":true,"start":"not (stage in (won, lost))","state":"on","tell":["owner","manager"],"unless":"stage in (won, lost)","warn":0.75,"within":{"n":5,"unit":"days"}}');


--
-- Data for Name: guidelines; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.guidelines VALUES (890923427619238059, 1, 1795347402445252, 1795347402445252, NULL, NULL, 'meeting_incomplete', 4616597893823973501, 'activity', '{"en":"A held meeting has its subject, result and contact within {within}.","zh-CN":"已举行的会面在{within}内补全主题、结果和联系人。"}', '{"en":"meeting not written up within {within}","zh-CN":"会面未在{within}内补全"}', '{"en":"What was agreed with a customer is known to the house.","zh-CN":"与客户的约定为公司所知。"}', 'kind = meeting and state = held', 'happened_at', 'subject is not empty and result is not empty and (contact is not empty or lead is not empty)', NULL, '{"n":1,"unit":"business_days"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (890923427620741291, 1, 1795347402445252, 1795347402445252, NULL, NULL, 'lead_stale_qualified', 1991779742767715076, 'lead', '{"en":"A qualified lead sees an activity at least every {within}; else it goes back to marketing.","zh-CN":"已确认的线索至少每{within}有一次活动，否则退回市场部。"}', '{"en":"no activity for {within}","zh-CN":"{within}无活动"}', '{"en":"Nobody sits on a lead that another could win.","zh-CN":"不让线索被占而不用。"}', 'status = qualified', 'qualified_at', 'count(activities where happened_at > started) > 0', 'count(opportunities where stage != lost) > 0', '{"n":30,"unit":"days"}', 750000, '["owner","manager"]', '[{"do":"return_to_marketing"}]', 1, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (890923427621322923, 1, 1795347402445252, 1795347402445252, NULL, NULL, 'lead_unanswered_questions', 729789563346173614, 'lead', '{"en":"Within {within} of being qualified a lead has all qualifying questions answered.","zh-CN":"线索确认后{within}内，所有资格问题均已回答。"}', '{"en":"questions not answered within {within}","zh-CN":"问题未在{within}内回答"}', '{"en":"Sales spends its time on people who can and want to buy.","zh-CN":"销售把时间用在能买且想买的人身上。"}', 'status = qualified', 'qualified_at', '{questions}', NULL, '{"n":1,"unit":"business_days"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (890923427621728427, 1, 1795347402445252, 1795347402445252, NULL, NULL, 'lead_untouched', 2708958335648227023, 'lead', '{"en":"A new lead is touched within {within} of its entry: a call is placed or its status is updated.","zh-CN":"新线索在进入后{within}内得到跟进：拨出电话或更新状态。"}', '{"en":"not touched within {within}","zh-CN":"{within}内未跟进"}', '{"en":"Whoever answers first usually gets the customer.","zh-CN":"谁先回应，谁往往赢得客户。"}', 'status = new', 'entered_at', 'status != new or count(activities where kind = call and direction = outgoing) > 0', NULL, '{"n":1,"unit":"days"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (890923427622060203, 1, 1795347402445252, 1795347402445252, NULL, NULL, 'lead_unworked', 3866315054977498569, 'lead', '{"en":"Within {within} of its entry a lead has another status, or at least five calls with a note.","zh-CN":"线索进入后{within}内，状态有变化，或至少有五次通话记录。"}', '{"en":"not worked on within {within}","zh-CN":"{within}内未充分跟进"}', '{"en":"No lead is given up before it was worked on.","zh-CN":"没有线索在认真跟进前被放弃。"}', 'status = new', 'entered_at', 'status != new or count(activities where kind = call and outcome != wrong_number) >= 5', NULL, '{"n":2,"unit":"weeks"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (890923427622355115, 1, 1795347402445252, 1795347402445252, NULL, NULL, 'lead_without_opportunity', 3149485126533822326, 'lead', '{"en":"Within {within} of being qualified a lead has an opportunity with a close date and an amount.","zh-CN":"线索确认后{within}内，有带预计成交日期和金额的商机。"}', '{"en":"no opportunity within {within}","zh-CN":"{within}内无商机"}', '{"en":"The forecast holds what is really in sight.","zh-CN":"预测反映真实可见的业务。"}', 'status = qualified', 'qualified_at', 'count(opportunities where close_date is not empty and amount is not empty) > 0', NULL, '{"n":2,"unit":"business_days"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (890923427622666411, 1, 1795347402445252, 1795347402445252, NULL, NULL, 'opportunity_no_movement', 3040619931749759686, 'opportunity', '{"en":"An opportunity moves at least every {within}: stage, amount, close date or an activity; else it is eligible to be closed.","zh-CN":"商机至少每{within}有进展：阶段、金额、日期或活动，否则可予关闭。"}', '{"en":"no movement for {within}","zh-CN":"{within}无进展"}', '{"en":"The pipeline holds only what lives.","zh-CN":"管道里只留有生命力的商机。"}', 'not (stage in (won, lost))', 'created_at', 'changed(stage, amount, close_date) since started or count(activities where happened_at > started) > 0', 'stage in (won, lost)', '{"n":60,"unit":"days"}', 750000, '["owner","manager"]', '[{"do":"set","field":"eligible_to_close","value":true}]', 1, NULL, 'on', 1);
INSERT INTO public.guidelines VALUES (890923427623063723, 1, 1795347402445252, 1795347402445252, NULL, NULL, 'opportunity_not_acted_on', 7198295147211506698, 'opportunity', '{"en":"An opportunity is explicitly acted on within {within} of coming to its owner; else it goes to the next in the team.","zh-CN":"商机到达负责人后{within}内须有明确处理，否则转给团队下一位。"}', '{"en":"not acted on within {within}","zh-CN":"{within}内未处理"}', '{"en":"A customer who wants to buy never waits for somebody who has no time.","zh-CN":"想买的客户不必等没有时间的人。"}', 'not (stage in (won, lost))', NULL, 'accepted_at >= started or changed(stage) since started or count(activities where happened_at >= started) > 0 or count(opportunity_steps where done_at >= started) > 0', 'stage in (won, lost)', '{"n":4,"unit":"business_days"}', 750000, '["owner","manager"]', '[{"at_most":2,"do":"reassign","to":"rotation"}]', NULL, '["owner"]', 'on', 1);
INSERT INTO public.guidelines VALUES (890923427623436459, 1, 1795347402445252, 1795347402445252, NULL, NULL, 'opportunity_unused_steps', 7678857900769408298, 'opportunity', '{"en":"Within {within} of its creation an opportunity''s sales steps are in use.","zh-CN":"商机创建后{within}内开始使用销售步骤。"}', '{"en":"sales steps not used within {within}","zh-CN":"{within}内未使用销售步骤"}', '{"en":"Everybody sells the way our won opportunities were won.","zh-CN":"人人按照赢单的方式销售。"}', 'not (stage in (won, lost))', 'created_at', 'count(opportunity_steps where state != open) > 0', 'stage in (won, lost)', '{"n":5,"unit":"days"}', 750000, '["owner","manager"]', NULL, NULL, NULL, 'on', 1);


--
-- Data for Name: idempotency_keys; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: jobs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: journal; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.journal VALUES (890923427319316651, 1, 876609536, 1795347402324666, 1795347402324666, NULL, NULL, 'init', 'calendar', 890923427121983659, 'create', '{"name":[null,"Office hours"],"time_zone":[null,"UTC"],"hours":[null,{"fri":[["09:00","18:00"]],"mon":[["09:00","18:00"]],"thu":[["09:00","18:00"]],"tue":[["09:00","18:00"]],"wed":[["09:00","18:00"]]}]}', 890923427319316651, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427319378091, 1, 876609537, 1795347402324666, 1795347402324666, NULL, NULL, 'init', 'team', 890923427122049195, 'create', '{"name":[null,"Example Ltd"],"manager":[null,"890923427122057387"],"calendar":[null,"890923427121983659"],"intake":[null,true]}', 890923427319316651, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427319402667, 1, 876609538, 1795347402324666, 1795347402324666, NULL, NULL, 'init', 'user', 890923427122057387, 'create', '{"email":[null,"admin@example.com"],"name":[null,"Administrator"],"role":[null,"admin"],"team":[null,"890923427122049195"],"active":[null,true],"locale":[null,"en"]}', 890923427319316651, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427319414955, 1, 876609539, 1795347402324666, 1795347402324666, NULL, NULL, 'init', 'role', 890923427319111851, 'create', '{"key":[null,"admin"],"name":[null,"Administrator"]}', 890923427319316651, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427319427243, 1, 876609540, 1795347402324666, 1795347402324666, NULL, NULL, 'init', 'role', 890923427319128235, 'create', '{"key":[null,"manager"],"name":[null,"Manager"]}', 890923427319316651, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427319431339, 1, 876609541, 1795347402324666, 1795347402324666, NULL, NULL, 'init', 'role', 890923427319132331, 'create', '{"key":[null,"rep"],"name":[null,"Sales rep"]}', 890923427319316651, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427319439531, 1, 876609542, 1795347402324666, 1795347402324666, NULL, NULL, 'init', 'role', 890923427319136427, 'create', '{"key":[null,"assistant"],"name":[null,"Sales assistant"]}', 890923427319316651, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427319443627, 1, 876609543, 1795347402324666, 1795347402324666, NULL, NULL, 'init', 'role', 890923427319140523, 'create', '{"key":[null,"operator"],"name":[null,"Operator"]}', 890923427319316651, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427319447723, 1, 876609544, 1795347402324666, 1795347402324666, NULL, NULL, 'init', 'role', 890923427319144619, 'create', '{"key":[null,"marketing"],"name":[null,"Marketing"]}', 890923427319316651, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427623751851, 1, 877658112, 1795347402445252, 1795347402445252, NULL, NULL, 'init', 'guideline', 890923427619238059, 'create', '{"key":[null,"meeting_incomplete"],"entity":[null,"activity"],"sentence":[null,{"en":"A held meeting has its subject, result and contact within {within}.","zh-CN":"已举行的会面在{within}内补全主题、结果和联系人。"}],"broken":[null,{"en":"meeting not written up within {within}","zh-CN":"会面未在{within}内补全"}],"goal":[null,{"en":"What was agreed with a customer is known to the house.","zh-CN":"与客户的约定为公司所知。"}],"start":[null,"kind = meeting and state = held"],"from":[null,"happened_at"],"expect":[null,"subject is not empty and result is not empty and (contact is not empty or lead is not empty)"],"within":[null,{"n":1,"unit":"business_days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 890923427623751851, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427623854251, 1, 877658113, 1795347402445252, 1795347402445252, NULL, NULL, 'init', 'guideline', 890923427620741291, 'create', '{"key":[null,"lead_stale_qualified"],"entity":[null,"lead"],"sentence":[null,{"en":"A qualified lead sees an activity at least every {within}; else it goes back to marketing.","zh-CN":"已确认的线索至少每{within}有一次活动，否则退回市场部。"}],"broken":[null,{"en":"no activity for {within}","zh-CN":"{within}无活动"}],"goal":[null,{"en":"Nobody sits on a lead that another could win.","zh-CN":"不让线索被占而不用。"}],"start":[null,"status = qualified"],"from":[null,"qualified_at"],"expect":[null,"count(activities where happened_at > started) > 0"],"unless":[null,"count(opportunities where stage != lost) > 0"],"within":[null,{"n":30,"unit":"days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"then":[null,[{"do":"return_to_marketing"}]],"renew":[null,true],"state":[null,"on"],"shipped":[null,true]}', 890923427623751851, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427623911595, 1, 877658114, 1795347402445252, 1795347402445252, NULL, NULL, 'init', 'guideline', 890923427621322923, 'create', '{"key":[null,"lead_unanswered_questions"],"entity":[null,"lead"],"sentence":[null,{"en":"Within {within} of being qualified a lead has all qualifying questions answered.","zh-CN":"线索确认后{within}内，所有资格问题均已回答。"}],"broken":[null,{"en":"questions not answered within {within}","zh-CN":"问题未在{within}内回答"}],"goal":[null,{"en":"Sales spends its time on people who can and want to buy.","zh-CN":"销售把时间用在能买且想买的人身上。"}],"start":[null,"status = qualified"],"from":[null,"qualified_at"],"expect":[null,"{questions}"],"within":[null,{"n":1,"unit":"business_days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 890923427623751851, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427623960747, 1, 877658115, 1795347402445252, 1795347402445252, NULL, NULL, 'init', 'guideline', 890923427621728427, 'create', '{"key":[null,"lead_untouched"],"entity":[null,"lead"],"sentence":[null,{"en":"A new lead is touched within {within} of its entry: a call is placed or its status is updated.","zh-CN":"新线索在进入后{within}内得到跟进：拨出电话或更新状态。"}],"broken":[null,{"en":"not touched within {within}","zh-CN":"{within}内未跟进"}],"goal":[null,{"en":"Whoever answers first usually gets the customer.","zh-CN":"谁先回应，谁往往赢得客户。"}],"start":[null,"status = new"],"from":[null,"entered_at"],"expect":[null,"status != new or count(activities where kind = call and direction = outgoing) > 0"],"within":[null,{"n":1,"unit":"days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 890923427623751851, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427624009899, 1, 877658116, 1795347402445252, 1795347402445252, NULL, NULL, 'init', 'guideline', 890923427622060203, 'create', '{"key":[null,"lead_unworked"],"entity":[null,"lead"],"sentence":[null,{"en":"Within {within} of its entry a lead has another status, or at least five calls with a note.","zh-CN":"线索进入后{within}内，状态有变化，或至少有五次通话记录。"}],"broken":[null,{"en":"not worked on within {within}","zh-CN":"{within}内未充分跟进"}],"goal":[null,{"en":"No lead is given up before it was worked on.","zh-CN":"没有线索在认真跟进前被放弃。"}],"start":[null,"status = new"],"from":[null,"entered_at"],"expect":[null,"status != new or count(activities where kind = call and outcome != wrong_number) >= 5"],"within":[null,{"n":2,"unit":"weeks"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 890923427623751851, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427624054955, 1, 877658117, 1795347402445252, 1795347402445252, NULL, NULL, 'init', 'guideline', 890923427622355115, 'create', '{"key":[null,"lead_without_opportunity"],"entity":[null,"lead"],"sentence":[null,{"en":"Within {within} of being qualified a lead has an opportunity with a close date and an amount.","zh-CN":"线索确认后{within}内，有带预计成交日期和金额的商机。"}],"broken":[null,{"en":"no opportunity within {within}","zh-CN":"{within}内无商机"}],"goal":[null,{"en":"The forecast holds what is really in sight.","zh-CN":"预测反映真实可见的业务。"}],"start":[null,"status = qualified"],"from":[null,"qualified_at"],"expect":[null,"count(opportunities where close_date is not empty and amount is not empty) > 0"],"within":[null,{"n":2,"unit":"business_days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 890923427623751851, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430509135326, 1, 911212544, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'account', 890923430501459422, 'create', '{"name":[null,"Brightwater"],"owner":[null,"890923429566195166"]}', 890923430509135326, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430509172190, 1, 911212545, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'contact', 890923430504105438, 'create', '{"account":[null,"890923430501459422"],"email":[null,"maria@example.com"],"phone":[null,"+49 30 901820"],"owner":[null,"890923429566195166"]}', 890923430509135326, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427624104107, 1, 877658118, 1795347402445252, 1795347402445252, NULL, NULL, 'init', 'guideline', 890923427622666411, 'create', '{"key":[null,"opportunity_no_movement"],"entity":[null,"opportunity"],"sentence":[null,{"en":"An opportunity moves at least every {within}: stage, amount, close date or an activity; else it is eligible to be closed.","zh-CN":"商机至少每{within}有进展：阶段、金额、日期或活动，否则可予关闭。"}],"broken":[null,{"en":"no movement for {within}","zh-CN":"{within}无进展"}],"goal":[null,{"en":"The pipeline holds only what lives.","zh-CN":"管道里只留有生命力的商机。"}],"start":[null,"not (stage in (won, lost))"],"from":[null,"created_at"],"expect":[null,"changed(stage, amount, close_date) since started or count(activities where happened_at > started) > 0"],"unless":[null,"stage in (won, lost)"],"within":[null,{"n":60,"unit":"days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"then":[null,[{"do":"set","field":"eligible_to_close","value":true}]],"renew":[null,true],"state":[null,"on"],"shipped":[null,true]}', 890923427623751851, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427624165547, 1, 877658119, 1795347402445252, 1795347402445252, NULL, NULL, 'init', 'guideline', 890923427623063723, 'create', '{"key":[null,"opportunity_not_acted_on"],"entity":[null,"opportunity"],"sentence":[null,{"en":"An opportunity is explicitly acted on within {within} of coming to its owner; else it goes to the next in the team.","zh-CN":"商机到达负责人后{within}内须有明确处理，否则转给团队下一位。"}],"broken":[null,{"en":"not acted on within {within}","zh-CN":"{within}内未处理"}],"goal":[null,{"en":"A customer who wants to buy never waits for somebody who has no time.","zh-CN":"想买的客户不必等没有时间的人。"}],"start":[null,"not (stage in (won, lost))"],"expect":[null,"accepted_at >= started or changed(stage) since started or count(activities where happened_at >= started) > 0 or count(opportunity_steps where done_at >= started) > 0"],"unless":[null,"stage in (won, lost)"],"within":[null,{"n":4,"unit":"business_days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"then":[null,[{"at_most":2,"do":"reassign","to":"rotation"}]],"restart":[null,["owner"]],"state":[null,"on"],"shipped":[null,true]}', 890923427623751851, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427624226987, 1, 877658120, 1795347402445252, 1795347402445252, NULL, NULL, 'init', 'playbook', 890923427623391403, 'create', '{"name":[null,"Our way to an order"],"stage":[null,"qualified"],"steps":[null,[{"days":3,"name":{"en":"Needs talk","zh-CN":"需求沟通"}},{"days":7,"name":{"en":"Product demonstration","zh-CN":"产品演示"}},{"days":10,"name":{"en":"Samples or trial","zh-CN":"样品或试用"}},{"days":5,"name":{"en":"Proposal sent","zh-CN":"发送方案"}},{"days":10,"name":{"en":"Terms agreed","zh-CN":"商定条款"}}]]}', 890923427623751851, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923427624239275, 1, 877658121, 1795347402445252, 1795347402445252, NULL, NULL, 'init', 'guideline', 890923427623436459, 'create', '{"key":[null,"opportunity_unused_steps"],"entity":[null,"opportunity"],"sentence":[null,{"en":"Within {within} of its creation an opportunity''s sales steps are in use.","zh-CN":"商机创建后{within}内开始使用销售步骤。"}],"broken":[null,{"en":"sales steps not used within {within}","zh-CN":"{within}内未使用销售步骤"}],"goal":[null,{"en":"Everybody sells the way our won opportunities were won.","zh-CN":"人人按照赢单的方式销售。"}],"start":[null,"not (stage in (won, lost))"],"from":[null,"created_at"],"expect":[null,"count(opportunity_steps where state != open) > 0"],"unless":[null,"stage in (won, lost)"],"within":[null,{"n":5,"unit":"days"}],"warn":[null,0.75],"tell":[null,["owner","manager"]],"state":[null,"on"],"shipped":[null,true]}', 890923427623751851, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923429269829086, 1, 884998144, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'team', 890923429256951262, 'create', '{"name":[null,"Sales"],"parent":[null,"890923427122049195"],"calendar":[null,"890923427121983659"]}', 890923429269829086, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923429378508254, 1, 886046720, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'team', 890923429377955294, 'create', '{"name":[null,"Other"],"parent":[null,"890923427122049195"],"calendar":[null,"890923427121983659"]}', 890923429378508254, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923429432968670, 1, 887095296, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'user', 890923429403526622, 'create', '{"email":[null,"max@example.com"],"name":[null,"Max Example"],"role":[null,"manager"],"team":[null,"890923429256951262"],"active":[null,true],"locale":[null,"en"]}', 890923429432968670, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923429590615518, 1, 889192448, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'user', 890923429566195166, 'create', '{"email":[null,"ann@example.com"],"name":[null,"Ann Example"],"role":[null,"rep"],"team":[null,"890923429256951262"],"active":[null,true],"locale":[null,"en"]}', 890923429590615518, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923429678900702, 1, 891289600, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'user', 890923429658047966, 'create', '{"email":[null,"bob@example.com"],"name":[null,"Bob Example"],"role":[null,"rep"],"team":[null,"890923429256951262"],"active":[null,true],"locale":[null,"en"]}', 890923429678900702, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923429777827294, 1, 893386752, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'user', 890923429746169310, 'create', '{"email":[null,"zoe@example.com"],"name":[null,"Zoe Example"],"role":[null,"rep"],"team":[null,"890923429377955294"],"active":[null,true],"locale":[null,"en"]}', 890923429777827294, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923429839791582, 1, 895483904, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'team', 890923429256951262, 'update', '{"manager":[null,"890923429403526622"]}', 890923429839791582, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923429944456670, 1, 897581056, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'overlay', 890923429909661150, 'create', '{"entity":[null,"lead"],"field":[null,"own_colour"],"declaration":[null,{"choices":[{"key":"red","label":{"en":"Red","zh-CN":"红"}},{"key":"green","label":{"en":"Green"}}],"key":"own_colour","kind":"choice","label":{"en":"Colour","zh-CN":"颜色"},"own":true}]}', 890923429944456670, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430091195870, 1, 900726784, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'overlay', 890923430057174494, 'create', '{"entity":[null,"own_site"],"field":[null,""],"declaration":[null,{"entity":"own_site","fields":{"name":{"kind":"text","label":{"en":"Name","zh-CN":"名称"},"own":true}},"label":{"en":"Site","zh-CN":"地点"},"label_plural":{"en":"Sites","zh-CN":"地点"},"plural":"own_sites","own":true,"menu":true,"rights":{"admin":{"see":"true","change":"true","create":true,"remove":true},"manager":{"see":"true","change":"true","create":true,"remove":true},"*":{"see":"true"}}}]}', 890923430091195870, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430216885726, 1, 903872512, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'own_site', 890923430216820190, 'create', '{"name":[null,"北京 North Gate"]}', 890923430216885726, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430287148510, 1, 905969664, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'lead', 890923430286833118, 'create', '{"first_name":[null,"小明"],"last_name":[null,"王"],"company":[null,"示例科技"],"source":[null,"web"],"channel":[null,"api"],"entered_at":[null,"2026-11-22T11:36:42.502889Z"],"status":[null,"new"],"owner":[null,"890923429566195166"],"own_colour":[null,"red"]}', 890923430287148510, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430338430430, 1, 908066816, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'lead', 890923430338233822, 'create', '{"company":[null,"Brightwater"],"email":[null,"maria@example.com"],"phone":[null,"+49 30 901820"],"source":[null,"fair"],"channel":[null,"api"],"entered_at":[null,"2026-11-22T11:36:42.502889Z"],"status":[null,"new"],"owner":[null,"890923429566195166"]}', 890923430338430430, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430380840414, 1, 909115392, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'activity', 890923430375056862, 'create', '{"kind":[null,"call"],"happened_at":[null,"2026-11-22T11:36:42.502889Z"],"direction":[null,"outgoing"],"outcome":[null,"reached"],"state":[null,"held"],"owner":[null,"890923427122057387"],"lead":[null,"890923430338233822"]}', 890923430380840414, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430437963230, 1, 910163968, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'lead', 890923430338233822, 'qualify', '{"status":["new","qualified"],"qualified_at":[null,"2026-11-22T11:36:42.502889Z"]}', 890923430437963230, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430509184478, 1, 911212546, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'opportunity', 890923430504154590, 'create', '{"name":[null,"Brightwater"],"account":[null,"890923430501459422"],"contact":[null,"890923430504105438"],"lead":[null,"890923430338233822"],"owner":[null,"890923429566195166"],"stage":[null,"qualified"],"amount":[null,{"amount":"12000.00","currency":"EUR"}],"close_date":[null,"2030-06-30"],"probability":[null,10],"forecast_category":[null,"pipeline"]}', 890923430509135326, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430509209054, 1, 911212547, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'opportunity_step', 890923430506075614, 'create', '{"opportunity":[null,"890923430504154590"],"name":[null,"Needs talk"],"position":[null,1],"days":[null,3],"due":[null,"2026-11-25"],"state":[null,"open"]}', 890923430509135326, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430509221342, 1, 911212548, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'opportunity_step', 890923430506100190, 'create', '{"opportunity":[null,"890923430504154590"],"name":[null,"Product demonstration"],"position":[null,2],"days":[null,7],"due":[null,"2026-12-02"],"state":[null,"open"]}', 890923430509135326, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430509233630, 1, 911212549, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'opportunity_step', 890923430506108382, 'create', '{"opportunity":[null,"890923430504154590"],"name":[null,"Samples or trial"],"position":[null,3],"days":[null,10],"due":[null,"2026-12-12"],"state":[null,"open"]}', 890923430509135326, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430509241822, 1, 911212550, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'opportunity_step', 890923430506112478, 'create', '{"opportunity":[null,"890923430504154590"],"name":[null,"Proposal sent"],"position":[null,4],"days":[null,5],"due":[null,"2026-12-17"],"state":[null,"open"]}', 890923430509135326, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430509250014, 1, 911212551, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'opportunity_step', 890923430506116574, 'create', '{"opportunity":[null,"890923430504154590"],"name":[null,"Terms agreed"],"position":[null,5],"days":[null,10],"due":[null,"2026-12-27"],"state":[null,"open"]}', 890923430509135326, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430509258206, 1, 911212552, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'lead', 890923430338233822, 'open_opportunity', '{"contact":[null,"890923430504105438"],"account":[null,"890923430501459422"]}', 890923430509135326, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430580741598, 1, 912261120, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'lead', 890923430580528606, 'create', '{"company":[null,"Gone Ltd"],"source":[null,"web"],"channel":[null,"api"],"entered_at":[null,"2026-11-22T11:36:42.502889Z"],"status":[null,"new"],"owner":[null,"890923429566195166"]}', 890923430580741598, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430588962270, 1, 913309696, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'api', 'lead', 890923430580528606, 'remove', '{"removed_at":[null,"2026-11-22T11:36:42.502889Z"]}', 890923430588962270, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430699365854, 1, 916455424, 1795412202502889, 1795412202502889, NULL, NULL, 'rule', 'exception', 890923430695708126, 'warn', '{"guideline":[null,"890923427621728427"],"guideline_version":[null,1],"entity":[null,"lead"],"record":[null,890923430286833118],"title":[null,"王小明"],"context":[null,"示例科技"],"owner":[null,"890923429566195166"],"manager":[null,"890923429403526622"],"state":[null,"warned"],"started_at":[null,"2026-11-22T11:36:42.502889Z"],"due_at":[null,"2026-11-23T11:36:42.502889Z"],"warned_at":[null,"2026-11-23T05:36:42.502889Z"],"historic":[null,false]}', 890923430699365854, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430826653150, 1, 917504000, 1795433802502889, 1795433802502889, NULL, NULL, 'rule', 'exception', 890923430695708126, 'raise', '{"state":["warned","open"],"raised_at":[null,"2026-11-23T11:36:42.502889Z"]}', 890923430826653150, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430858446302, 1, 919601152, 1795448700000000, 1795448700000000, NULL, NULL, 'rule', 'exception', 890923430856295902, 'warn', '{"guideline":[null,"890923427621322923"],"guideline_version":[null,1],"entity":[null,"lead"],"record":[null,890923430338233822],"title":[null,"Brightwater"],"context":[null,"Brightwater"],"owner":[null,"890923429566195166"],"manager":[null,"890923429403526622"],"state":[null,"warned"],"started_at":[null,"2026-11-22T11:36:42.502889Z"],"due_at":[null,"2026-11-24T09:00:00.000000Z"],"warned_at":[null,"2026-11-23T15:45:00.000000Z"],"historic":[null,false]}', 890923430858446302, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430885426654, 1, 920649728, 1795510800000000, 1795510800000000, NULL, NULL, 'rule', 'exception', 890923430856295902, 'raise', '{"state":["warned","open"],"raised_at":[null,"2026-11-24T09:00:00.000000Z"]}', 890923430885426654, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923430921618910, 1, 921698304, 1795629600000000, 1795629600000000, NULL, NULL, 'rule', 'exception', 890923430920107486, 'warn', '{"guideline":[null,"890923427623063723"],"guideline_version":[null,1],"entity":[null,"opportunity"],"record":[null,890923430504154590],"title":[null,"Brightwater"],"context":[null,"Qualified"],"owner":[null,"890923429566195166"],"manager":[null,"890923429403526622"],"amount":[null,{"amount":"12000.00","currency":"EUR"}],"state":[null,"warned"],"started_at":[null,"2026-11-22T11:36:42.502889Z"],"due_at":[null,"2026-11-27T09:00:00.000000Z"],"warned_at":[null,"2026-11-25T18:00:00.000000Z"],"historic":[null,false]}', 890923430921618910, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923431106455006, 1, 923795456, 1795671402502889, 1795671402502889, NULL, NULL, 'rule', 'exception', 890923431104816606, 'warn', '{"guideline":[null,"890923427623436459"],"guideline_version":[null,1],"entity":[null,"opportunity"],"record":[null,890923430504154590],"title":[null,"Brightwater"],"context":[null,"Qualified"],"owner":[null,"890923429566195166"],"manager":[null,"890923429403526622"],"amount":[null,{"amount":"12000.00","currency":"EUR"}],"state":[null,"warned"],"started_at":[null,"2026-11-22T11:36:42.502889Z"],"due_at":[null,"2026-11-27T11:36:42.502889Z"],"warned_at":[null,"2026-11-26T05:36:42.502889Z"],"historic":[null,false]}', 890923431106455006, NULL, NULL, NULL);
INSERT INTO public.journal VALUES (890923431192094174, 1, 926941184, 1795693002502889, 1795693002502889, 890923427122057387, NULL, 'api', 'lead', 890923431191909854, 'create', '{"company":[null,"Fresh Ltd"],"source":[null,"web"],"channel":[null,"api"],"entered_at":[null,"2026-11-26T11:36:42.502889Z"],"status":[null,"new"],"owner":[null,"890923429566195166"]}', 890923431192094174, NULL, NULL, NULL);


--
-- Data for Name: leads; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leads VALUES (890923430286833118, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, '小明', '王', '示例科技', NULL, NULL, NULL, NULL, NULL, 'web', 'api', 1795347402502889, 'new', NULL, NULL, 890923429566195166, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'red');
INSERT INTO public.leads VALUES (890923430338233822, 3, 1795347402502889, 1795347402502889, 890923427122057387, NULL, NULL, NULL, 'Brightwater', NULL, 'maria@example.com', 639980629868165564, '+49 30 901820', 4861159858452224129, 'fair', 'api', 1795347402502889, 'qualified', 1795347402502889, NULL, 890923429566195166, 890923430504105438, 890923430501459422, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.leads VALUES (890923430580528606, 2, 1795347402502889, 1795347402502889, 890923427122057387, 1795347402502889, NULL, NULL, 'Gone Ltd', NULL, NULL, NULL, NULL, NULL, 'web', 'api', 1795347402502889, 'new', NULL, NULL, 890923429566195166, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.leads VALUES (890923431191909854, 1, 1795693002502889, 1795693002502889, 890923427122057387, NULL, NULL, NULL, 'Fresh Ltd', NULL, NULL, NULL, NULL, NULL, 'web', 'api', 1795693002502889, 'new', NULL, NULL, 890923429566195166, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: notices; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.notices VALUES (890923430699144670, 1, 890923430695708126, 890923429566195166, 'warned', 'mail', 1795412202502889, 'queued', '{"amount":"","broken":"not touched within 1 day","clock":"Sun 11:36 + 1 day = Mon 11:36","consequence":"","context":"示例科技","due_at":"2026-11-23T11:36:42.502889Z","exception":"890923430695708126","goal":"Whoever answers first usually gets the customer.","language":"en","owner":"Ann Example","reader":"Ann Example","see":"Status: New; Activities: 0","sentence":"A new lead is touched within 1 day of its entry: a call is placed or its status is updated.","title":"王小明"}', 890923430699111902, NULL);
INSERT INTO public.notices VALUES (890923430826362334, 1, 890923430695708126, 890923429403526622, 'broken', 'mail', 1795433802502889, 'queued', '{"amount":"","broken":"not touched within 1 day","clock":"Sun 11:36 + 1 day = Mon 11:36","consequence":"","context":"示例科技","due_at":"2026-11-23T11:36:42.502889Z","exception":"890923430695708126","goal":"Whoever answers first usually gets the customer.","language":"en","owner":"Ann Example","reader":"Max Example","see":"Status: New; Activities: 0","sentence":"A new lead is touched within 1 day of its entry: a call is placed or its status is updated.","title":"王小明"}', 890923430826329566, NULL);
INSERT INTO public.notices VALUES (890923430858245598, 1, 890923430856295902, 890923429566195166, 'warned', 'mail', 1795448700000000, 'queued', '{"amount":"","broken":"questions not answered within 1 business day","clock":"Sun 11:36, counted from Mon 09:00 + 1 business day = Tue 09:00","consequence":"","context":"Brightwater","due_at":"2026-11-24T09:00:00.000000Z","exception":"890923430856295902","goal":"Sales spends its time on people who can and want to buy.","language":"en","owner":"Ann Example","reader":"Ann Example","see":"Budget: —; Authority: —; Decision timeline: —; Need: —; What they use today: —; How content they are with it: —; How many would use it: —; Others they talk to: —; How they buy: —; What they want next: —","sentence":"Within 1 business day of being qualified a lead has all qualifying questions answered.","title":"Brightwater"}', 890923430858216926, NULL);
INSERT INTO public.notices VALUES (890923430885209566, 1, 890923430856295902, 890923429403526622, 'broken', 'mail', 1795510800000000, 'queued', '{"amount":"","broken":"questions not answered within 1 business day","clock":"Sun 11:36, counted from Mon 09:00 + 1 business day = Tue 09:00","consequence":"","context":"Brightwater","due_at":"2026-11-24T09:00:00.000000Z","exception":"890923430856295902","goal":"Sales spends its time on people who can and want to buy.","language":"en","owner":"Ann Example","reader":"Max Example","see":"Budget: —; Authority: —; Decision timeline: —; Need: —; What they use today: —; How content they are with it: —; How many would use it: —; Others they talk to: —; How they buy: —; What they want next: —","sentence":"Within 1 business day of being qualified a lead has all qualifying questions answered.","title":"Brightwater"}', 890923430885180894, NULL);
INSERT INTO public.notices VALUES (890923430921430494, 1, 890923430920107486, 890923429566195166, 'warned', 'mail', 1795629600000000, 'queued', '{"amount":"€12,000.00","broken":"not acted on within 4 business days","clock":"Sun 11:36, counted from Mon 09:00 + 4 business days = Fri 09:00","consequence":"It goes to the next in the team, by rule.","context":"Qualified","due_at":"2026-11-27T09:00:00.000000Z","exception":"890923430920107486","goal":"A customer who wants to buy never waits for somebody who has no time.","language":"en","owner":"Ann Example","reader":"Ann Example","see":"Accepted: —; Stage last changed: never; Activities: 0; Steps: 0","sentence":"An opportunity is explicitly acted on within 4 business days of coming to its owner; else it goes to the next in the team.","title":"Brightwater"}', 890923430921410014, NULL);
INSERT INTO public.notices VALUES (890923431106242014, 1, 890923431104816606, 890923429566195166, 'warned', 'mail', 1795671402502889, 'queued', '{"amount":"€12,000.00","broken":"sales steps not used within 5 days","clock":"Sun 11:36 + 5 days = Fri 11:36","consequence":"","context":"Qualified","due_at":"2026-11-27T11:36:42.502889Z","exception":"890923431104816606","goal":"Everybody sells the way our won opportunities were won.","language":"en","owner":"Ann Example","reader":"Ann Example","see":"Steps: 0","sentence":"Within 5 days of its creation an opportunity''s sales steps are in use.","title":"Brightwater"}', 890923431106217438, NULL);


--
-- Data for Name: opportunities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.opportunities VALUES (890923430504154590, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'Brightwater', 890923430501459422, 890923430504105438, 890923430338233822, NULL, 890923429566195166, 'qualified', 1200000, 'EUR', 22095, 10, 'pipeline', NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: opportunity_steps; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.opportunity_steps VALUES (890923430506075614, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 890923430504154590, 'Needs talk', 1, 3, 20782, 'open', NULL);
INSERT INTO public.opportunity_steps VALUES (890923430506100190, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 890923430504154590, 'Product demonstration', 2, 7, 20789, 'open', NULL);
INSERT INTO public.opportunity_steps VALUES (890923430506108382, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 890923430504154590, 'Samples or trial', 3, 10, 20799, 'open', NULL);
INSERT INTO public.opportunity_steps VALUES (890923430506112478, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 890923430504154590, 'Proposal sent', 4, 5, 20804, 'open', NULL);
INSERT INTO public.opportunity_steps VALUES (890923430506116574, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 890923430504154590, 'Terms agreed', 5, 10, 20814, 'open', NULL);


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES (890923430699111902, 1, 'alert', 890923429566195166, 'ann@example.com', 'queued', 1795412202502889, 1795412202502889, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (890923430826329566, 1, 'alert', 890923429403526622, 'max@example.com', 'queued', 1795433802502889, 1795433802502889, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (890923430858216926, 1, 'alert', 890923429566195166, 'ann@example.com', 'queued', 1795448700000000, 1795448700000000, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (890923430885180894, 1, 'alert', 890923429403526622, 'max@example.com', 'queued', 1795510800000000, 1795510800000000, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (890923430921410014, 1, 'alert', 890923429566195166, 'ann@example.com', 'queued', 1795629600000000, 1795629600000000, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outbox VALUES (890923431106217438, 1, 'alert', 890923429566195166, 'ann@example.com', 'queued', 1795671402502889, 1795671402502889, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: overlays; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.overlays VALUES (890923429909661150, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'lead', 'own_colour', '{"choices":[{"key":"red","label":{"en":"Red","zh-CN":"红"}},{"key":"green","label":{"en":"Green"}}],"key":"own_colour","kind":"choice","label":{"en":"Colour","zh-CN":"颜色"},"own":true}');
INSERT INTO public.overlays VALUES (890923430057174494, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'own_site', '', '{"entity":"own_site","fields":{"name":{"kind":"text","label":{"en":"Name","zh-CN":"名称"},"own":true}},"label":{"en":"Site","zh-CN":"地点"},"label_plural":{"en":"Sites","zh-CN":"地点"},"plural":"own_sites","own":true,"menu":true,"rights":{"admin":{"see":"true","change":"true","create":true,"remove":true},"manager":{"see":"true","change":"true","create":true,"remove":true},"*":{"see":"true"}}}');


--
-- Data for Name: own_sites; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.own_sites VALUES (890923430216820190, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, '北京 North Gate');


--
-- Data for Name: playbooks; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.playbooks VALUES (890923427623391403, 1, 1795347402445252, 1795347402445252, NULL, NULL, 'Our way to an order', 'qualified', '[{"days":3,"name":{"en":"Needs talk","zh-CN":"需求沟通"}},{"days":7,"name":{"en":"Product demonstration","zh-CN":"产品演示"}},{"days":10,"name":{"en":"Samples or trial","zh-CN":"样品或试用"}},{"days":5,"name":{"en":"Proposal sent","zh-CN":"发送方案"}},{"days":10,"name":{"en":"Terms agreed","zh-CN":"商定条款"}}]');


--
-- Data for Name: products; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: roles; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.roles VALUES (890923427319111851, 1, 1795347402324666, 1795347402324666, NULL, NULL, 'admin', 6640411172553152754, 'Administrator', NULL);
INSERT INTO public.roles VALUES (890923427319128235, 1, 1795347402324666, 1795347402324666, NULL, NULL, 'manager', 1861095477883944955, 'Manager', NULL);
INSERT INTO public.roles VALUES (890923427319132331, 1, 1795347402324666, 1795347402324666, NULL, NULL, 'rep', 3934995105886963335, 'Sales rep', NULL);
INSERT INTO public.roles VALUES (890923427319136427, 1, 1795347402324666, 1795347402324666, NULL, NULL, 'assistant', 2521720253377486865, 'Sales assistant', NULL);
INSERT INTO public.roles VALUES (890923427319140523, 1, 1795347402324666, 1795347402324666, NULL, NULL, 'operator', 7071073666799280942, 'Operator', NULL);
INSERT INTO public.roles VALUES (890923427319144619, 1, 1795347402324666, 1795347402324666, NULL, NULL, 'marketing', 8674848128794517213, 'Marketing', NULL);


--
-- Data for Name: saved_views; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: search_made; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.search_made VALUES (1, 1, '196677212401022470 926941184 890923431192094174');


--
-- Data for Name: search_text; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.search_text VALUES ('team', 890923427122049195, 0, 'example ltd', '{·eteam,·o0,e,ex,exa,xam,amp,mpl,ple,l,lt,ltd,·l4746819614153581882}');
INSERT INTO public.search_text VALUES ('user', 890923427122057387, 0, 'admin@example.com
administrator', '{·euser,·o0,a,ad,adm,dmi,min,e,ex,exa,xam,amp,mpl,ple,c,co,com,ini,nis,ist,str,tra,rat,ato,tor,·l6328349735553108116,·l1048023100321153754}');
INSERT INTO public.search_text VALUES ('team', 890923429256951262, 0, 'sales', '{·eteam,·o0,s,sa,sal,ale,les,·l7346711756236331563}');
INSERT INTO public.search_text VALUES ('team', 890923429377955294, 0, 'other', '{·eteam,·o0,o,ot,oth,the,her,·l593956710604344205}');
INSERT INTO public.search_text VALUES ('user', 890923429403526622, 0, 'max@example.com
max example', '{·euser,·o0,m,ma,max,e,ex,exa,xam,amp,mpl,ple,c,co,com,·l2760397405190607269,·l8242674845613326030}');
INSERT INTO public.search_text VALUES ('user', 890923429566195166, 0, 'ann@example.com
ann example', '{·euser,·o0,a,an,ann,e,ex,exa,xam,amp,mpl,ple,c,co,com,·l1580493018103151013,·l6327270474547002405}');
INSERT INTO public.search_text VALUES ('user', 890923429658047966, 0, 'bob@example.com
bob example', '{·euser,·o0,b,bo,bob,e,ex,exa,xam,amp,mpl,ple,c,co,com,·l2045188841326968737,·l2020229507052423209}');
INSERT INTO public.search_text VALUES ('user', 890923429746169310, 0, 'zoe@example.com
zoe example', '{·euser,·o0,z,zo,zoe,e,ex,exa,xam,amp,mpl,ple,c,co,com,·l7476074463081021988,·l5825203516774458404}');
INSERT INTO public.search_text VALUES ('lead', 890923430286833118, 890923429566195166, '小明
王
示例科技
小明 王
王小明', '{·elead,·o890923429566195166,小,明,小明,王,示,例,科,技,示例,例科,科技,王小,·l4149737729124789110,·l2542578922589808141,·l4066506326564289083,·l4401434871265824055,·l5530808373390928188}');
INSERT INTO public.search_text VALUES ('account', 890923430501459422, 890923429566195166, 'brightwater', '{·eaccount,·o890923429566195166,b,br,bri,rig,igh,ght,htw,twa,wat,ate,ter,·l3913300871778044366}');
INSERT INTO public.search_text VALUES ('contact', 890923430504105438, 890923429566195166, 'maria@example.com
+49 30 901820
+4930901820', '{·econtact,·o890923429566195166,m,ma,mar,ari,ria,e,ex,exa,xam,amp,mpl,ple,c,co,com,4,49,3,30,9,90,901,018,182,820,493,930,309,090,·l639980629868165564,·l2466197194034888331,·l4861159858452224129}');
INSERT INTO public.search_text VALUES ('lead', 890923430338233822, 890923429566195166, 'brightwater
maria@example.com
+49 30 901820
+4930901820', '{·elead,·o890923429566195166,b,br,bri,rig,igh,ght,htw,twa,wat,ate,ter,m,ma,mar,ari,ria,e,ex,exa,xam,amp,mpl,ple,c,co,com,4,49,3,30,9,90,901,018,182,820,493,930,309,090,·l3913300871778044366,·l639980629868165564,·l2466197194034888331,·l4861159858452224129}');
INSERT INTO public.search_text VALUES ('opportunity', 890923430504154590, 890923429566195166, 'brightwater', '{·eopportunity,·o890923429566195166,b,br,bri,rig,igh,ght,htw,twa,wat,ate,ter,·l3913300871778044366}');
INSERT INTO public.search_text VALUES ('lead', 890923431191909854, 890923429566195166, 'fresh ltd', '{·elead,·o890923429566195166,f,fr,fre,res,esh,l,lt,ltd,·l2454332584749331012}');


--
-- Data for Name: sessions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sessions VALUES (890923429123250306, 1, 'eb75a26e78b7a444c6ad881145d7940be71b1877bd60173598cd5e99882d0b35', 6295988678670022825, NULL, 890923427122057387, 'token', NULL, 1795347402813292, NULL);


--
-- Data for Name: settings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.settings VALUES (890923427121852587, 1, 'company', 4564175173180015983, '"Example Ltd"');
INSERT INTO public.settings VALUES (890923427121967275, 1, 'time_zone', 3365146595742265196, '"UTC"');
INSERT INTO public.settings VALUES (890923427121971371, 1, 'currency', 8004068333098905841, '"EUR"');
INSERT INTO public.settings VALUES (890923427121975467, 1, 'phone_region', 1027391106025246776, '""');
INSERT INTO public.settings VALUES (890923427121979563, 1, 'test', 5599312151965739147, 'true');
INSERT INTO public.settings VALUES (890923431172580830, 1, 'test_clock', 7130725428979261747, '"2026-11-26T11:36:42.502889Z"');


--
-- Data for Name: snoozes; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: teams; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.teams VALUES (890923427122049195, 1, 1795347402324666, 1795347402324666, NULL, NULL, 'Example Ltd', 4746819614153581882, NULL, 890923427122057387, 890923427121983659, 1);
INSERT INTO public.teams VALUES (890923429377955294, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'Other', 593956710604344205, 890923427122049195, NULL, 890923427121983659, NULL);
INSERT INTO public.teams VALUES (890923429256951262, 2, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'Sales', 7346711756236331563, 890923427122049195, 890923429403526622, 890923427121983659, NULL);


--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.users VALUES (890923427122057387, 1, 1795347402324666, 1795347402324666, NULL, NULL, 'admin@example.com', 6328349735553108116, 'Administrator', 'admin', 890923427122049195, 1, 'en', NULL, NULL, '$argon2id$v=19$m=19456,t=2,p=1$cL1B0IopEWYATYzRmDNb0g$+WE3gKej8Nhh5oYSkDGMrHSudakB8v9Eposw84VpJb8');
INSERT INTO public.users VALUES (890923429403526622, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'max@example.com', 2760397405190607269, 'Max Example', 'manager', 890923429256951262, 1, 'en', NULL, NULL, NULL);
INSERT INTO public.users VALUES (890923429566195166, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'ann@example.com', 1580493018103151013, 'Ann Example', 'rep', 890923429256951262, 1, 'en', NULL, NULL, NULL);
INSERT INTO public.users VALUES (890923429658047966, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'bob@example.com', 2045188841326968737, 'Bob Example', 'rep', 890923429256951262, 1, 'en', NULL, NULL, NULL);
INSERT INTO public.users VALUES (890923429746169310, 1, 1795347402502889, 1795347402502889, 890923427122057387, NULL, 'zoe@example.com', 7476074463081021988, 'Zoe Example', 'rep', 890923429377955294, 1, 'en', NULL, NULL, NULL);


--
-- Data for Name: vigil_store; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: watches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.watches VALUES (890923430287054302, 1, 890923427622060203, 1, 'lead', 890923430286833118, 'running', 1795347402502889, 1796254602502889, 1796557002502889, 1796254602502889, 890923429566195166, 0, 0, NULL, NULL, 0, 0);
INSERT INTO public.watches VALUES (890923430338368990, 3, 890923427621728427, 1, 'lead', 890923430338233822, 'met', 1795347402502889, 1795412202502889, 1795433802502889, NULL, 890923429566195166, 0, 0, NULL, 1795347402502889, 1, 0);
INSERT INTO public.watches VALUES (890923430437787102, 2, 890923427620741291, 1, 'lead', 890923430338233822, 'void', 1795347402502889, 1797291402502889, 1797939402502889, NULL, 890923429566195166, 0, 0, NULL, 1795347402502889, 0, 0);
INSERT INTO public.watches VALUES (890923430338409950, 3, 890923427622060203, 1, 'lead', 890923430338233822, 'met', 1795347402502889, 1796254602502889, 1796557002502889, NULL, 890923429566195166, 0, 0, NULL, 1795347402502889, 1, 0);
INSERT INTO public.watches VALUES (890923430437930462, 2, 890923427622355115, 1, 'lead', 890923430338233822, 'met', 1795347402502889, 1795527000000000, 1795597200000000, NULL, 890923429566195166, 0, 0, NULL, 1795347402502889, 0, 0);
INSERT INTO public.watches VALUES (890923430509028830, 1, 890923427622666411, 1, 'opportunity', 890923430504154590, 'running', 1795347402502889, 1799235402502889, 1800531402502889, 1799235402502889, 890923429566195166, 0, 0, NULL, NULL, 0, 0);
INSERT INTO public.watches VALUES (890923430580676062, 2, 890923427621728427, 1, 'lead', 890923430580528606, 'void', 1795347402502889, 1795412202502889, 1795433802502889, NULL, 890923429566195166, 0, 0, NULL, 1795347402502889, 0, 0);
INSERT INTO public.watches VALUES (890923430580717022, 2, 890923427622060203, 1, 'lead', 890923430580528606, 'void', 1795347402502889, 1796254602502889, 1796557002502889, NULL, 890923429566195166, 0, 0, NULL, 1795347402502889, 0, 0);
INSERT INTO public.watches VALUES (890923430287013342, 3, 890923427621728427, 1, 'lead', 890923430286833118, 'broken', 1795347402502889, 1795412202502889, 1795433802502889, NULL, 890923429566195166, 0, 0, 890923430695708126, NULL, 0, 0);
INSERT INTO public.watches VALUES (890923430437864926, 3, 890923427621322923, 1, 'lead', 890923430338233822, 'broken', 1795347402502889, 1795448700000000, 1795510800000000, NULL, 890923429566195166, 0, 0, 890923430856295902, NULL, 0, 0);
INSERT INTO public.watches VALUES (890923430509086174, 2, 890923427623063723, 1, 'opportunity', 890923430504154590, 'warned', 1795347402502889, 1795629600000000, 1795770000000000, 1795770000000000, 890923429566195166, 0, 0, 890923430920107486, NULL, 0, 0);
INSERT INTO public.watches VALUES (890923430509102558, 2, 890923427623436459, 1, 'opportunity', 890923430504154590, 'warned', 1795347402502889, 1795671402502889, 1795779402502889, 1795779402502889, 890923429566195166, 0, 0, 890923431104816606, NULL, 0, 0);
INSERT INTO public.watches VALUES (890923431192036830, 1, 890923427621728427, 1, 'lead', 890923431191909854, 'running', 1795693002502889, 1795757802502889, 1795779402502889, 1795757802502889, 890923429566195166, 0, 0, NULL, NULL, 0, 0);
INSERT INTO public.watches VALUES (890923431192069598, 1, 890923427622060203, 1, 'lead', 890923431191909854, 'running', 1795693002502889, 1796600202502889, 1796902602502889, 1796600202502889, 890923429566195166, 0, 0, NULL, NULL, 0, 0);


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
-- Name: watches watches_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.watches
    ADD CONSTRAINT watches_pkey PRIMARY KEY (id);


--
-- Name: accounts_name_key_91ba6a094; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_name_key_91ba6a094 ON public.accounts USING btree (name_key NULLS FIRST);


--
-- Name: accounts_owner_e2a819984; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_owner_e2a819984 ON public.accounts USING btree (owner NULLS FIRST);


--
-- Name: accounts_parent_c5307cf94; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_parent_c5307cf94 ON public.accounts USING btree (parent NULLS FIRST);


--
-- Name: accounts_phone_key_645c9ec40; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_phone_key_645c9ec40 ON public.accounts USING btree (phone_key NULLS FIRST);


--
-- Name: activities_account_62a59f124; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_account_62a59f124 ON public.activities USING btree (account NULLS FIRST);


--
-- Name: activities_contact_bb22fb8ad; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_contact_bb22fb8ad ON public.activities USING btree (contact NULLS FIRST);


--
-- Name: activities_happened_at_6ffcf91a1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_happened_at_6ffcf91a1 ON public.activities USING btree (happened_at NULLS FIRST);


--
-- Name: activities_lead_9bee25315; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_lead_9bee25315 ON public.activities USING btree (lead NULLS FIRST);


--
-- Name: activities_opportunity_71d8ba9c9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_opportunity_71d8ba9c9 ON public.activities USING btree (opportunity NULLS FIRST);


--
-- Name: activities_owner_bfd735488; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activities_owner_bfd735488 ON public.activities USING btree (owner NULLS FIRST);


--
-- Name: attempts_what_key_3c10e0959; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX attempts_what_key_3c10e0959 ON public.attempts USING btree (what_key NULLS FIRST);


--
-- Name: contacts_account_9a1d9521b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contacts_account_9a1d9521b ON public.contacts USING btree (account NULLS FIRST);


--
-- Name: contacts_email_key_601b1f729; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contacts_email_key_601b1f729 ON public.contacts USING btree (email_key NULLS FIRST);


--
-- Name: contacts_owner_f80c033dd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contacts_owner_f80c033dd ON public.contacts USING btree (owner NULLS FIRST);


--
-- Name: contacts_phone_key_074383024; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contacts_phone_key_074383024 ON public.contacts USING btree (phone_key NULLS FIRST);


--
-- Name: exceptions_guideline_6f977b53d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_guideline_6f977b53d ON public.exceptions USING btree (guideline NULLS FIRST);


--
-- Name: exceptions_guideline_record_started_at_f32cb0f1e; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX exceptions_guideline_record_started_at_f32cb0f1e ON public.exceptions USING btree (guideline NULLS FIRST, record NULLS FIRST, started_at NULLS FIRST);


--
-- Name: exceptions_manager_4fa85a697; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_manager_4fa85a697 ON public.exceptions USING btree (manager NULLS FIRST);


--
-- Name: exceptions_owner_40bc2b9a6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_owner_40bc2b9a6 ON public.exceptions USING btree (owner NULLS FIRST);


--
-- Name: exceptions_record_4ab3697a7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_record_4ab3697a7 ON public.exceptions USING btree (record NULLS FIRST);


--
-- Name: exceptions_state_4c5d475dc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_state_4c5d475dc ON public.exceptions USING btree (state NULLS FIRST);


--
-- Name: exceptions_state_manager_28addb82a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_state_manager_28addb82a ON public.exceptions USING btree (state NULLS FIRST, manager NULLS FIRST);


--
-- Name: exceptions_state_owner_824caf943; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exceptions_state_owner_824caf943 ON public.exceptions USING btree (state NULLS FIRST, owner NULLS FIRST);


--
-- Name: guideline_versions_guideline_number_bdacae522; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX guideline_versions_guideline_number_bdacae522 ON public.guideline_versions USING btree (guideline NULLS FIRST, number NULLS FIRST);


--
-- Name: guidelines_key_key_88d298342; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX guidelines_key_key_88d298342 ON public.guidelines USING btree (key_key NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: guidelines_key_key_a2e40f16a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX guidelines_key_key_a2e40f16a ON public.guidelines USING btree (key_key NULLS FIRST);


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
-- Name: journal_act_group_65d2b8560; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_act_group_65d2b8560 ON public.journal USING btree (act_group NULLS FIRST);


--
-- Name: journal_job_195f33b0b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_job_195f33b0b ON public.journal USING btree (job NULLS FIRST) WHERE (job IS NOT NULL);


--
-- Name: journal_record_id_c6e8ebc47; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_record_id_c6e8ebc47 ON public.journal USING btree (record NULLS FIRST, id DESC NULLS LAST);


--
-- Name: journal_seq_cb5e88a11; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX journal_seq_cb5e88a11 ON public.journal USING btree (seq NULLS FIRST);


--
-- Name: leads_account_45fcb899e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_account_45fcb899e ON public.leads USING btree (account NULLS FIRST);


--
-- Name: leads_contact_d46e076be; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_contact_d46e076be ON public.leads USING btree (contact NULLS FIRST);


--
-- Name: leads_created_at_c5144141a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_created_at_c5144141a ON public.leads USING btree (created_at DESC NULLS LAST);


--
-- Name: leads_email_key_207ec55f3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_email_key_207ec55f3 ON public.leads USING btree (email_key NULLS FIRST);


--
-- Name: leads_entered_at_b487b6616; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_entered_at_b487b6616 ON public.leads USING btree (entered_at NULLS FIRST);


--
-- Name: leads_external_id_key_d8f74a04d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_external_id_key_d8f74a04d ON public.leads USING btree (external_id_key NULLS FIRST);


--
-- Name: leads_owner_cafde7162; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_owner_cafde7162 ON public.leads USING btree (owner NULLS FIRST);


--
-- Name: leads_owner_status_created_at_750af018c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_owner_status_created_at_750af018c ON public.leads USING btree (owner NULLS FIRST, status NULLS FIRST, created_at DESC NULLS LAST);


--
-- Name: leads_phone_key_dcd5291da; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_phone_key_dcd5291da ON public.leads USING btree (phone_key NULLS FIRST);


--
-- Name: leads_status_4727a6a52; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX leads_status_4727a6a52 ON public.leads USING btree (status NULLS FIRST);


--
-- Name: notices_exception_d3ef8f651; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notices_exception_d3ef8f651 ON public.notices USING btree (exception NULLS FIRST);


--
-- Name: notices_outbox_15c201cb6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notices_outbox_15c201cb6 ON public.notices USING btree (outbox NULLS FIRST);


--
-- Name: opportunities_account_127f0b24e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_account_127f0b24e ON public.opportunities USING btree (account NULLS FIRST);


--
-- Name: opportunities_close_date_bd9ee881b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_close_date_bd9ee881b ON public.opportunities USING btree (close_date NULLS FIRST);


--
-- Name: opportunities_contact_0b32d351c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_contact_0b32d351c ON public.opportunities USING btree (contact NULLS FIRST);


--
-- Name: opportunities_created_at_3e7aa435c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_created_at_3e7aa435c ON public.opportunities USING btree (created_at DESC NULLS LAST);


--
-- Name: opportunities_external_id_key_3173d4462; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_external_id_key_3173d4462 ON public.opportunities USING btree (external_id_key NULLS FIRST);


--
-- Name: opportunities_lead_42cc083bd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_lead_42cc083bd ON public.opportunities USING btree (lead NULLS FIRST);


--
-- Name: opportunities_owner_278f08f7b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_owner_278f08f7b ON public.opportunities USING btree (owner NULLS FIRST);


--
-- Name: opportunities_owner_stage_close_date_abc3a2d80; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_owner_stage_close_date_abc3a2d80 ON public.opportunities USING btree (owner NULLS FIRST, stage NULLS FIRST, close_date NULLS FIRST);


--
-- Name: opportunities_partner_9f189434e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_partner_9f189434e ON public.opportunities USING btree (partner NULLS FIRST);


--
-- Name: opportunities_product_b70157951; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_product_b70157951 ON public.opportunities USING btree (product NULLS FIRST);


--
-- Name: opportunities_stage_dbc64f1ec; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunities_stage_dbc64f1ec ON public.opportunities USING btree (stage NULLS FIRST);


--
-- Name: opportunity_steps_opportunity_8bcc6f6b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opportunity_steps_opportunity_8bcc6f6b2 ON public.opportunity_steps USING btree (opportunity NULLS FIRST);


--
-- Name: outbox_cause_28b9780d2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_cause_28b9780d2 ON public.outbox USING btree (cause NULLS FIRST) WHERE (cause IS NOT NULL);


--
-- Name: outbox_next_at_id_8a87482f0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_next_at_id_8a87482f0 ON public.outbox USING btree (next_at NULLS FIRST, id NULLS FIRST) WHERE (next_at IS NOT NULL);


--
-- Name: outbox_state_queued_at_4dcef7e77; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_state_queued_at_4dcef7e77 ON public.outbox USING btree (state NULLS FIRST, queued_at NULLS FIRST);


--
-- Name: outbox_user_kind_queued_at_1158fb954; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_user_kind_queued_at_1158fb954 ON public.outbox USING btree ("user" NULLS FIRST, kind NULLS FIRST, queued_at NULLS FIRST);


--
-- Name: overlays_entity_field_5fb3b83eb; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX overlays_entity_field_5fb3b83eb ON public.overlays USING btree (entity NULLS FIRST, field NULLS FIRST);


--
-- Name: products_name_key_5a7a2ece7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX products_name_key_5a7a2ece7 ON public.products USING btree (name_key NULLS FIRST);


--
-- Name: roles_key_key_5ef26555c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX roles_key_key_5ef26555c ON public.roles USING btree (key_key NULLS FIRST);


--
-- Name: roles_key_key_f8c1fe58e; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX roles_key_key_f8c1fe58e ON public.roles USING btree (key_key NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: saved_views_owner_05c1d93ca; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX saved_views_owner_05c1d93ca ON public.saved_views USING btree (owner NULLS FIRST);


--
-- Name: search_text_tokens; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_text_tokens ON public.search_text USING gin (tokens) WITH (gin_pending_list_limit='1024');


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
-- Name: snoozes_exception_4cd7ee273; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX snoozes_exception_4cd7ee273 ON public.snoozes USING btree (exception NULLS FIRST);


--
-- Name: snoozes_user_c20bf7733; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX snoozes_user_c20bf7733 ON public.snoozes USING btree ("user" NULLS FIRST);


--
-- Name: teams_calendar_b280958b4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_calendar_b280958b4 ON public.teams USING btree (calendar NULLS FIRST);


--
-- Name: teams_manager_4b5921426; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_manager_4b5921426 ON public.teams USING btree (manager NULLS FIRST);


--
-- Name: teams_name_key_7b7de138d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_name_key_7b7de138d ON public.teams USING btree (name_key NULLS FIRST);


--
-- Name: teams_parent_07fbf2149; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX teams_parent_07fbf2149 ON public.teams USING btree (parent NULLS FIRST);


--
-- Name: users_email_key_681d6385b; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX users_email_key_681d6385b ON public.users USING btree (email_key NULLS FIRST) WHERE (removed_at IS NULL);


--
-- Name: users_email_key_78d354660; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_email_key_78d354660 ON public.users USING btree (email_key NULLS FIRST);


--
-- Name: users_team_c323466e2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_team_c323466e2 ON public.users USING btree (team NULLS FIRST);


--
-- Name: watches_guideline_record_started_at_c32490a71; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX watches_guideline_record_started_at_c32490a71 ON public.watches USING btree (guideline NULLS FIRST, record NULLS FIRST, started_at NULLS FIRST);


--
-- Name: watches_next_at_id_f1b6b5d1a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watches_next_at_id_f1b6b5d1a ON public.watches USING btree (next_at NULLS FIRST, id NULLS FIRST) WHERE (next_at IS NOT NULL);


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

\unrestrict wNzEcpJLKBk6mRZSk5mMhAaOOy76nzDvo34LA0BqPLYYvCb8YAp5gB1vs1t7Ulp

