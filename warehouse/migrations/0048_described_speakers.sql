-- A description of who was introduced before is his name too: "the senator".

comment on column quotes.speaker is 'Fullest name of the speaker in this version, also behind she, a surname or a description (the senator) of whom it introduces; else the words that tell the speaker; null if none do.';
