package dev.parallax.cli.help;

import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parallax completion}: prints a script by which a shell completes commands and options. */
@Command(name = "completion", description = "Print a shell completion script for bash or zsh.")
public final class CompletionCommand implements Callable<Integer> {
  private static final String ZSH = "autoload -U +X bashcompinit && bashcompinit\n";
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "bash|zsh", description = "The shell.")
  private String shell = "";

  public CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw CliException.usage("completion: expected bash or zsh, got: " + shell);
    }
    if (shell.equals("zsh")) {
      console.out().print(ZSH);
    }
    console.out().print(AutoComplete.bash("parallax", root()));
    return 0;
  }

  private CommandLine root() {
    return spec.root().commandLine();
  }
}
