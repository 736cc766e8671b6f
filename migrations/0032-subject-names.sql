-- Lists of enterprises without codes are known again by their names.

create index subject_name on subject (name) where name is not null;
