package dev.parallax.cli.options;

import dev.parallax.credentials.CredentialsFile;
import dev.parallax.sweep.request.CredentialStore;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of {@code parallax serve} about credentials of targets. */
public final class CredentialsOptions {
  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description =
          "Credentials of targets, one a line: NAME https://HOST[:PORT] bearer TOKEN, or basic"
              + " USER:PASSWORD; used with --request credentials=NAME. Read for each sweep, sent to"
              + " agents over the link, stored nowhere. Only its owner may read the file. Default:"
              + " none.")
  private Optional<Path> file = Optional.empty();

  /** Checks the file. */
  public CredentialStore store() {
    return file.map(path -> OptionValue.read("--credentials", path, CredentialsFile::open))
        .<CredentialStore>map(opened -> opened::find)
        .orElse(CredentialStore.NONE);
  }
}
