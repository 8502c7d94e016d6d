-- No table changes: every database takes the views again. Questions are those that were read, words are whole numbers.
select 9;
