package dev.parallax.store.folder;

import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file names in a data folder; needs no lock, so that commands on the same host may use it. */
public record DataLayout(Path root) {
  public Path database() {
    return root.resolve("parallax.db");
  }

  /** Folder of the coordinator's own certificate authority. */
  public Path authority() {
    return root.resolve("ca");
  }

  /** The folder of the operator identity created at the first start: cert.pem, key.pem, ca.pem. */
  public Path operator() {
    return root.resolve("operator");
  }

  /** The address of the running coordinator: {@code host:port}; absent when none runs. */
  public Optional<String> address() {
    try {
      return Optional.of(Files.readString(addressFile()).strip());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException trouble) {
      throw new StoreException("cannot read " + addressFile(), trouble);
    }
  }

  Path addressFile() {
    return root.resolve("address");
  }

  Path formatFile() {
    return root.resolve("format");
  }

  Path lockFile() {
    return root.resolve("lock");
  }
}
