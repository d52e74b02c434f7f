package dev.parallax.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class BatchesTest {
  private final List<Story> stories = Stories.all();
  private final List<List<Story>> batches = Demo.batches(stories);

  @Test
  void eachStoryIsSweptOnce() {
    var swept = batches.stream().flatMap(List::stream).map(Story::name).toList();
    var names = stories.stream().map(Story::name).collect(Collectors.toSet());

    assertEquals(names, Set.copyOf(swept));
    assertEquals(stories.size(), swept.size());
  }

  @Test
  void atMostTwoAtOnce() {
    assertTrue(batches.stream().allMatch(batch -> !batch.isEmpty() && batch.size() <= 2));
  }

  @Test
  void theWrongClockComesLastAndAlone() {
    assertEquals(List.of("wrong-clock"), batches.getLast().stream().map(Story::name).toList());
  }
}
