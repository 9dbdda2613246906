"""How Java programs are run that live for seconds: nothing is optimised that ends before that has paid."""

#: Such code takes more of the stack, of which the HTML checker needs much.
OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
