from members;
