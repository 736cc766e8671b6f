-- The search words of a finding name its province, city and county, so that a search within a
-- county reads the words of that county and not of the nation.

update search set words = words || array_to_tsvector(array['@' || left(jur, 2), '@' || left(jur, 4), '@' || left(jur, 6)]);
