-- Before this day nothing of the touched incidents was told.
select least(
    (select min(since_on) from incident_known),
    (select min(told_on) from incident_incoming)
);
