-- Search, in plain SQL over the index made at publication: any client of the snapshot finds what `chatmining search`
-- finds. Full text: BM25 (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75). Meaning: cosine of sentence vectors; their
-- products along 128 axes choose 2,000 texts first. Both: reciprocal rank fusion (Cormack et al., SIGIR 2009;
-- k = 10, chosen on the questions of `tests/data/search/tuning.jsonl`).

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
with ranked as (
    select m.score, c.comment_id, c.webinar_id, c.person_id, c.role, c.offset_s, c.decision, c.themes, c.text
    from (
        select doc, score from matching(query, webinar := webinar, theme_id := theme_id)
        qualify rank() over (order by score desc) <= most
    ) m join published.v_comments c using (doc)
)
select row_number() over (order by score desc, comment_id) as rank, * from ranked order by rank limit most;
comment on macro table search is
    'Comments that hold the words of a query, in any form and with or without accents, best first (BM25). Options: webinar, theme_id, most.';

create or replace macro similar_to(comment_id_, webinar := null, theme_id := null, most := 20) as table
with it as materialized (select doc, content from published.documents where comment_id = comment_id_ limit 1),
given as materialized (
    select encoder_id, vector::float[512] as whole from published.vectors where content = (select content from it) limit 1
),
nearby as (
    select doc, similarity
    from nearest((select whole from given), (select encoder_id from given), webinar := webinar, theme_id := theme_id)
    where doc <> (select doc from it)
    qualify rank() over (order by similarity desc) <= most
)
select
    row_number() over (order by n.similarity desc, c.comment_id) as rank, n.similarity, c.comment_id, c.webinar_id,
    c.person_id, c.role, c.offset_s, c.decision, c.themes, c.text
from nearby n join published.v_comments c using (doc)
order by rank limit most;
comment on macro table similar_to is
    'Comments whose meaning is nearest to that of a comment, by the cosine of their vectors. Options: webinar, theme_id, most.';

create or replace macro search_both(query, vector, encoder, webinar := null, theme_id := null, most := 20) as table
with by_words as (
    select doc, rank() over (order by score desc) as place
    from matching(query, webinar := webinar, theme_id := theme_id) qualify place <= 200
),
by_meaning as (
    select doc, rank() over (order by similarity desc) as place
    from nearest(vector, encoder, webinar := webinar, theme_id := theme_id) qualify place <= 200
),
fused as (
    select
        doc, w.place as by_words, m.place as by_meaning,
        round(coalesce(1 / (10 + w.place), 0) + coalesce(1 / (10 + m.place), 0), 9) as score
    from by_words w full join by_meaning m using (doc)
    qualify rank() over (order by score desc) <= most
)
select
    row_number() over (order by f.score desc, c.comment_id) as rank, f.score, f.by_words, f.by_meaning, c.comment_id,
    c.webinar_id, c.person_id, c.role, c.offset_s, c.decision, c.themes, c.text
from fused f join published.v_comments c using (doc)
order by rank limit most;
comment on macro table search_both is
    'Comments found by the words of a query and by the nearness of a sentence vector, ranks fused; by_words and by_meaning are the ranks of each.';
