"""How Java programs are run that live for seconds: nothing is optimised that ends before that has paid."""

OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
