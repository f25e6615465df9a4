Console.Error.WriteLine("hpo: nothing to do yet");
return 2;
