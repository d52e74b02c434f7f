package dev.parallax.cli.help;

import dev.parallax.cli.output.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parallax man}: writes the manual pages; used by the build of the distribution. */
@Command(name = "man", hidden = true, description = "Write the manual pages into a folder.")
public final class ManCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder, made if needed.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    try {
      Files.createDirectories(folder);
      page(spec.root());
      for (var command : spec.root().subcommands().values()) {
        if (!command.getCommandSpec().usageMessage().hidden()) {
          page(command.getCommandSpec());
        }
      }
      return 0;
    } catch (IOException refused) {
      throw CliException.usage("man: cannot write " + folder + ": " + refused.getMessage());
    }
  }

  private void page(CommandSpec command) throws IOException {
    var name = command.qualifiedName("-");
    Files.writeString(folder.resolve(name + ".1"), new ManPage(command).text());
  }
}
