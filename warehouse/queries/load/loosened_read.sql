from loosened;
