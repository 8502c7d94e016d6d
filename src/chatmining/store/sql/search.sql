-- Search, in plain SQL over the index made at publication: any client of the snapshot finds what `chatmining search`
-- finds. Full text: BM25 (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75). Meaning: cosine of sentence vectors; their
-- products along 128 axes choose 2,000 texts first. Both: reciprocal rank fusion (Cormack et al., SIGIR 2009; k = 10) of
-- these two ranks and of one by near words; what is chosen is chosen on `tests/data/search/tuning*.jsonl`.

create or replace macro matching(query, webinar := null, theme_id := null) as table
with asked as (select distinct unnest(terms_of(query)) as term),
found as (
    select p.term, p.doc, p.tf, p.length from published.postings p
    where p.term in (select term from asked)
),
weights as (
    select term, ln(1 + (n - count(*) + 0.5) / (count(*) + 0.5)) as weight
    from found, (select count(*) as n from published.documents) group by term, n
),
scored as (
    select
        f.doc,
        sum(w.weight * f.tf * 2.2 / (f.tf + 1.2 * (0.25 + 0.75 * f.length / mean))) as score
    from found f join weights w using (term), (select avg(length) as mean from published.documents)
    group by f.doc
)
-- Rounded: the order of a sum is not the same at each run.
select doc, round(score, 6) as score from scored
where (webinar is null or doc in (select d.doc from published.documents d where d.webinar_id = webinar))
  and (theme_id is null or doc in (select c.doc from published.v_comments c where list_contains(c.themes, theme_id)));
comment on macro table matching is 'Comments (by number) that hold a word of the query, with their BM25 score.';

create or replace macro nearest(vector, encoder, webinar := null, theme_id := null) as table
with asked as (
    select
        any_value(v) as v,
        list(array_inner_product(direction, v) / array_inner_product(direction, direction) order by axis)::float[128] as along
    from published.axes, (select vector::float[512] as v)
    where encoder_id = encoder
    having count(*) > 0
),
-- All vectors published are of one encoder, the one whose axes are known.
near as (
    select content
    from published.vectors, asked
    where (webinar is null or content in (select d.content from published.documents d where d.webinar_id = webinar))
      and (theme_id is null or content in (select c.content from published.v_comments c where list_contains(c.themes, theme_id)))
    order by array_inner_product(near::float[128], along) desc, content limit 2000
),
scored as (
    select content, round(array_cosine_similarity(p.vector::float[512], a.v), 6) as similarity
    from published.vectors p, asked a
    where p.content in (select content from near)
)
select d.doc, s.similarity
from scored s join published.documents d using (content)
where (webinar is null or d.webinar_id = webinar)
  and (theme_id is null or d.doc in (select c.doc from published.v_comments c where list_contains(c.themes, theme_id)));
comment on macro table nearest is 'Comments (by number) near a sentence vector, with their cosine similarity.';

create or replace macro search(query, webinar := null, theme_id := null, most := 20) as table
with best as materialized (
    select doc, score from matching(query, webinar := webinar, theme_id := theme_id)
    qualify rank() over (order by score desc) <= most
),
-- Comments are joined by their place in the table: their columns are then read where they stand, not for all.
placed as materialized (select c.rowid as place, b.score from best b join published.v_comments c using (doc)),
ranked as (
    select p.score, c.comment_id, c.webinar_id, c.person_id, c.role, c.offset_s, c.decision, c.themes, c.text
    from placed p join published.v_comments c on c.rowid = p.place
)
select row_number() over (order by score desc, comment_id) as rank, * from ranked order by rank limit most;
comment on macro table search is
    'Comments that hold the words of a query, in any form and with or without accents, best first (BM25). Options: webinar, theme_id, most.';

create or replace macro similar_to(comment_id_, webinar := null, theme_id := null, most := 20) as table
with it as materialized (select doc, content from published.documents where comment_id = comment_id_ limit 1),
given as materialized (
    select encoder_id, vector::float[512] as whole from published.vectors where content = (select content from it) limit 1
),
nearby as materialized (
    select doc, similarity
    from nearest((select whole from given), (select encoder_id from given), webinar := webinar, theme_id := theme_id)
    where doc <> (select doc from it)
    qualify rank() over (order by similarity desc) <= most
),
placed as materialized (select c.rowid as place, n.similarity from nearby n join published.v_comments c using (doc))
select
    row_number() over (order by p.similarity desc, c.comment_id) as rank, p.similarity, c.comment_id, c.webinar_id,
    c.person_id, c.role, c.offset_s, c.decision, c.themes, c.text
from placed p join published.v_comments c on c.rowid = p.place
order by rank limit most;
comment on macro table similar_to is
    'Comments whose meaning is nearest to that of a comment, by the cosine of their vectors. Options: webinar, theme_id, most.';

create or replace macro search_both(query, vector, encoder, webinar := null, theme_id := null, most := 20) as table
with by_words as materialized (
    select doc, rank() over (order by score desc) as place
    from matching(query, webinar := webinar, theme_id := theme_id) qualify place <= 200
),
by_meaning as materialized (
    select doc, rank() over (order by similarity desc) as place
    from nearest(vector, encoder, webinar := webinar, theme_id := theme_id) qualify place <= 200
),
-- What both found is read again by near words: each word of the query counts as much as the nearest word of the comment
-- is near to it, and the more the fewer comments hold it.
asked as (
    select term, arg_min(word, word) as word from (select word, term_of(word) as term from (
        select unnest(words_of(query)) as word)) where term is not null group by term
),
held as (select term, count(*) as n from published.postings where term in (select term from asked) group by term),
weighed as materialized (
    select a.term, x.near::float[64] as near, ln(1 + (m - coalesce(h.n, 0) + 0.5) / (coalesce(h.n, 0) + 0.5)) as weight
    from asked a left join held h using (term) left join published.lexicon x on x.folded = folded(a.word),
        (select count(*) as m from published.documents)
),
read_again as materialized (
    select c.doc, c.content, c.text from published.v_comments c where c.rowid in (
        select rowid from published.v_comments
        where doc in (select b.doc from by_words b union select b.doc from by_meaning b)
    )
),
said as materialized (
    select distinct content, unnest(words_of(text)) as form from (select distinct on (content) content, text from read_again)
),
near_words as (
    select
        f.form, w.term, w.weight,
        if(f.term = w.term, 1, array_cosine_similarity(x.near::float[64], w.near)) as nearness
    from published.forms f left join published.lexicon x on x.folded = folded(f.form), weighed w
    where f.term is not null and f.form in (select form from said)
),
near as (
    select content, round(sum(weight * nearness), 6) as score from (
        select s.content, n.term, any_value(n.weight) as weight, max(n.nearness) as nearness
        from said s join near_words n using (form) where n.nearness >= 0.4 group by s.content, n.term
    ) group by content
),
by_near_words as (select r.doc, rank() over (order by n.score desc) as place from near n join read_again r using (content)),
fused as materialized (
    select
        doc, w.place as by_words, m.place as by_meaning, n.place as by_near_words,
        round(coalesce(1 / (10 + w.place), 0) + coalesce(1 / (10 + m.place), 0) + coalesce(1 / (10 + n.place), 0), 9) as score
    from by_words w full join by_meaning m using (doc) left join by_near_words n using (doc)
    qualify rank() over (order by score desc) <= most
),
placed as materialized (select c.rowid as place, f.* from fused f join published.v_comments c using (doc))
select
    row_number() over (order by p.score desc, c.comment_id) as rank, p.score, p.by_words, p.by_meaning, p.by_near_words,
    c.comment_id, c.webinar_id, c.person_id, c.role, c.offset_s, c.decision, c.themes, c.text
from placed p join published.v_comments c on c.rowid = p.place
order by rank limit most;
comment on macro table search_both is
    'Comments found by the words of a query and by the nearness of a sentence vector, read again by words near to those of the query; ranks fused: by_words, by_meaning and by_near_words are the three.';
