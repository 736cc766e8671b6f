-- A notice says whether it was signed by whoever acted for the holder of the post.

alter table notice add column issued_acting boolean;
