package dev.parallax.watch.route;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.watch.message.Digest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The messages of chat robots, within the sizes that each takes, and their signatures. */
final class ChatBodies {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int SLACK_BYTES = 12_000;
  private static final int FEISHU_BYTES = 15_000;
  private static final int DINGTALK_BYTES = 15_000;
  private static final int WECOM_BYTES = 4_000;
  private static final int TITLE_BYTES = 200;

  private ChatBodies() {}

  static String slack(Digest digest) {
    return JSON.objectNode()
        .put("text", "*" + slack(title(digest)) + "*\n" + slack(digest.text(SLACK_BYTES)))
        .toString();
  }

  /** The three characters that Slack's markup reserves. */
  private static String slack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String feishu(Digest digest, Optional<String> secret, Instant now) {
    var body = JSON.objectNode();
    secret.ifPresent(
        key -> {
          var seconds = Long.toString(now.getEpochSecond());
          body.put("timestamp", seconds).put("sign", base64(Hmac.of(seconds + "\n" + key, "")));
        });
    var card = body.put("msg_type", "interactive").putObject("card");
    var header = card.putObject("header").put("template", digest.isFiring() ? "red" : "green");
    header.putObject("title").put("tag", "plain_text").put("content", title(digest));
    card.putArray("elements")
        .addObject()
        .put("tag", "div")
        .putObject("text")
        .put("tag", "plain_text")
        .put("content", digest.text(FEISHU_BYTES));
    return body.toString();
  }

  static String dingtalk(Digest digest) {
    var text =
        "### " + markdown(title(digest)) + "\n\n" + markdown(digest.text(DINGTALK_BYTES / 2));
    var body = JSON.objectNode().put("msgtype", "markdown");
    body.putObject("markdown")
        .put("title", title(digest))
        .put("text", Digest.cut(text.replace("\n", "  \n"), DINGTALK_BYTES));
    return body.toString();
  }

  /** DingTalk's signature is in the URL. */
  static URI dingtalk(URI url, Optional<String> secret, Instant now) {
    return secret
        .map(
            key -> {
              var millis = Long.toString(now.toEpochMilli());
              var sign = base64(Hmac.of(key, millis + "\n" + key));
              return URI.create(
                  url
                      + (url.getRawQuery() == null ? "?" : "&")
                      + "timestamp="
                      + millis
                      + "&sign="
                      + URLEncoder.encode(sign, StandardCharsets.UTF_8));
            })
        .orElse(url);
  }

  static String wecom(Digest digest) {
    var text = "**" + markdown(title(digest)) + "**\n" + markdown(digest.text(WECOM_BYTES));
    var body = JSON.objectNode().put("msgtype", "markdown");
    body.putObject("markdown").put("content", Digest.cut(text, WECOM_BYTES));
    return body.toString();
  }

  /** Remote text is no markup. */
  private static String markdown(String text) {
    return text.replaceAll("([\\\\`*_\\[\\]<>#])", "\\\\$1");
  }

  static String title(Digest digest) {
    return Digest.cut(digest.title(), TITLE_BYTES);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
