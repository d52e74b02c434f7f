package dev.parallax.watch.run;

import dev.parallax.store.SilenceRecord;
import dev.parallax.watch.browser.BrowserWitnesses;
import dev.parallax.watch.edit.FileChange;
import dev.parallax.watch.edit.WatchConflictException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A coordinator without a watch file. */
final class WithoutWatches implements WatchDesk {
  private final BrowserWitnesses browsers = new BrowserWitnesses(InstantSource.system());

  @Override
  public BrowserWitnesses browsers() {
    return browsers;
  }

  @Override
  public WatchFigures figures() {
    return WatchFigures.NONE;
  }

  @Override
  public WatchOverview overview() {
    return WatchOverview.NONE;
  }

  @Override
  public SilenceRecord silence(String target, Duration length, String reason, String author) {
    throw new IllegalArgumentException("expected a watched target, got: " + target);
  }

  @Override
  public boolean unsilence(String target) {
    return false;
  }

  @Override
  public void change(FileChange change, Optional<String> version) {
    throw new WatchConflictException("expected serve --watch FILE, got: no watch file");
  }

  @Override
  public String version() {
    return "";
  }

  @Override
  public Map<String, String> own(String target) {
    throw new IllegalArgumentException("expected a watched target, got: " + target);
  }

  @Override
  public Map<String, String> ownRoute(String name) {
    throw new IllegalArgumentException("expected a route of the watch file, got: " + name);
  }

  @Override
  public String maintenance() {
    return "";
  }

  @Override
  public void test(String route) {
    throw new IllegalArgumentException("expected a route of the watch file, got: " + route);
  }
}
