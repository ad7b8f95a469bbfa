-- Reports without titles tell incidents too.

comment on column incidents.title is 'Title of the first article that told it and has one; where none has, its type and place.';
