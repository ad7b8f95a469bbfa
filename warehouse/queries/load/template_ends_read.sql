from template_ends;
