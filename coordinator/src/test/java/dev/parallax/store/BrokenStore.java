package dev.parallax.store;

import dev.parallax.store.failure.StoreFullException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** A store without space for some writes. */
public final class BrokenStore {
  private BrokenStore() {}

  /** The store itself, but where a method's name and arguments match it throws. */
  public static Store brokenFor(
      Store store, BiFunction<String, List<?>, Optional<? extends Throwable>> failure) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              var given = arguments == null ? new Object[0] : arguments;
              var thrown = failure.apply(method.getName(), List.of(given));
              if (thrown.isPresent()) {
                throw thrown.get();
              }
              return method.invoke(store, given);
            });
  }

  /**
   * The store itself, but where a method's name and arguments match it throws {@link
   * StoreFullException}.
   */
  public static Store fullFor(Store store, BiPredicate<String, List<?>> refused) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              var given = arguments == null ? new Object[0] : arguments;
              if (refused.test(method.getName(), List.of(given))) {
                throw new StoreFullException(Path.of("store.db"), new IllegalStateException());
              }
              try {
                return method.invoke(store, given);
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              }
            });
  }
}
