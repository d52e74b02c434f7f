package dev.parallax.certificate;

/** Validations in a word, for assertions. */
public final class Words {
  private Words() {}

  /** Empty when valid, else the failure's word or the limit. */
  public static String of(Validation validation) {
    return switch (validation) {
      case Validation.Valid valid -> "";
      case Validation.Invalid(var failure) -> failure.word().toString();
      case Validation.Indeterminate(var limit) -> "indeterminate: " + limit.text();
    };
  }
}
