package dev.parallax.watch.route;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Commands and replies of one SMTP connection. */
final class SmtpSession {
  private static final int LONGEST_LINE = 2_000;
  private static final int MOST_LINES = 100;

  private final InputStream in;
  private final OutputStream out;

  SmtpSession(Socket socket) throws IOException {
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  void greeting() throws IOException, DeliveryException {
    expect("the greeting", 220);
    hello();
  }

  void hello() throws IOException, DeliveryException {
    command("EHLO parallax", 250);
  }

  void command(String text, int code) throws IOException, DeliveryException {
    write(text);
    expect(text.length() > 40 ? "the message" : text, code);
  }

  /** A command whose argument is not repeated in an error. */
  void secret(String command, String argument, int code) throws IOException, DeliveryException {
    write(command + " " + argument);
    expect(command, code);
  }

  private void write(String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void expect(String what, int code) throws IOException, DeliveryException {
    var line = line();
    for (int more = 0; line.length() > 3 && line.charAt(3) == '-'; more++) {
      if (more > MOST_LINES) {
        throw new DeliveryException(
            "expected at most " + MOST_LINES + " lines of reply to " + what);
      }
      line = line();
    }
    if (!line.startsWith(Integer.toString(code))) {
      throw new DeliveryException("expected reply " + code + " to " + what + ", got: " + line);
    }
  }

  private String line() throws IOException, DeliveryException {
    var text = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || text.length() > LONGEST_LINE) {
        throw new DeliveryException(
            next < 0
                ? "the server closed the connection"
                : "expected a line of reply, got: " + text);
      }
      text.append((char) next);
    }
    return text.toString().strip();
  }
}
