package dev.parallax.cli.help;

import java.util.List;

/** Example calls of each command. */
final class Examples {
  private Examples() {}

  static List<String> of(String command) {
    return switch (command) {
      case "parallax" ->
          List.of(
              "parallax sweep shop.example.com --from eu,us",
              "parallax explain @last",
              "parallax diff @last",
              "parallax token create --label isp=Example --label region=eu");
      case "serve" ->
          List.of(
              "parallax serve --data /var/lib/parallax --listen 0.0.0.0:7443 --advertise"
                  + " coordinator.example");
      case "token" ->
          List.of(
              "parallax token create --label isp=Example --label region=eu --ttl 1h",
              "parallax token create --token-only > eu.token",
              "parallax token ls",
              "parallax token revoke k3x9a2");
      case "vantages" ->
          List.of(
              "parallax vantages",
              "parallax vantages show eu-a1",
              "parallax vantages upgrade region=eu",
              "parallax vantages revoke eu-a1");
      case "operators" ->
          List.of(
              "parallax operators", "parallax operators revoke 5d0c2f6a91e34b7788aa01c2d3e4f506");
      case "sweep" ->
          List.of(
              "parallax sweep shop.example.com",
              "parallax sweep https://shop.example.com/health --from eu+AS64500,us",
              "parallax sweep shop.example.com --inside origin-lan=10.0.0.5 -o json=shop.json",
              "parallax sweep -l targets.txt --from @last --fail-on origin -q",
              "parallax sweep shop.example.com --limit 20 --dry-run",
              "parallax sweep shop.example.com -6",
              "parallax sweep shop.example.com --rounds 2 --max-handshakes 2000",
              "parallax sweep shop.example.com --repeat 12 --interval 5m -o jsonl");
      case "report" ->
          List.of(
              "parallax report @last",
              "parallax report @last shop.example.com -o json",
              "parallax report @last -o html=report.html --lang zh");
      case "explain" ->
          List.of(
              "parallax explain @last",
              "parallax explain @last shop.example.com --lang zh",
              "parallax explain shop.json -J");
      case "diff" ->
          List.of(
              "parallax diff @last",
              "parallax diff 20260130-060000-k3x9 @last",
              "parallax diff before.json after.json -o markdown");
      case "sweeps" -> List.of("parallax sweeps --limit 10");
      case "attribute" ->
          List.of("parallax attribute shop.json", "parallax attribute shop.json -J");
      case "causes" ->
          List.of("parallax causes", "parallax causes E2", "parallax causes sni_filter --lang zh");
      case "targets" ->
          List.of("parallax targets lint -l targets.txt", "parallax targets lint shop.example.com");
      case "watch" ->
          List.of(
              "parallax watch lint watch.yaml",
              "parallax watch show watch.yaml https://shop.example.com",
              "parallax watch test watch.yaml ops",
              "parallax watch replay watch.yaml",
              "parallax watch add 'shop.example.com status=200' --interval 30s --routes ops",
              "parallax watch pause shop.example.com",
              "parallax watch silence https://shop.example.com --for 4h --reason 'new certificate'",
              "parallax watch unsilence https://shop.example.com");
      case "backup" -> List.of("parallax backup /backup/parallax-monday --data /var/lib/parallax");
      case "restore" ->
          List.of(
              "parallax restore /backup/parallax-monday --data /var/lib/parallax",
              "parallax restore /backup/parallax-monday --overwrite");
      case "verify" -> List.of("parallax verify", "parallax verify /backup/parallax-monday");
      case "doctor" -> List.of("parallax doctor", "parallax doctor fleet --data /var/lib/parallax");
      case "completion" ->
          List.of("source <(parallax completion bash)", "source <(parallax completion zsh)");
      default -> List.of();
    };
  }
}
