package dev.parallax.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** An output that keeps the reason of its failure: a print stream reports only the fact. */
public final class CheckedOutput extends OutputStream {
  private static final String NOBODY_READS = "Broken pipe";
  private final OutputStream to;
  private Optional<IOException> fault = Optional.empty();

  CheckedOutput(OutputStream to) {
    this.to = to;
  }

  /**
   * The reason for incomplete output; empty when it is complete, or when the reader closed the
   * pipe.
   */
  public Optional<String> fault() {
    return fault.map(IOException::getMessage).filter(why -> !why.equals(NOBODY_READS));
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      to.write(bytes, from, length);
    } catch (IOException failed) {
      fault = fault.or(() -> Optional.of(failed));
      throw failed;
    }
  }

  @Override
  public void flush() throws IOException {
    to.flush();
  }
}
