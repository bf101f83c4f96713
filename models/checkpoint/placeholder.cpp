namespace checkpoint {}
