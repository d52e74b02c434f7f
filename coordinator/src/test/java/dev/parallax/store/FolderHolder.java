package dev.parallax.store;

import dev.parallax.store.folder.DataFolder;
import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a data folder until it is killed or its input ends. */
public final class FolderHolder {
  private FolderHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (var held = DataFolder.open(Path.of(arguments[0]))) {
      System.out.println("held");
      var end = System.in.read();
      assert end < 0 : held;
    }
  }
}
