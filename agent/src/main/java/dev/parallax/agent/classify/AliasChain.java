package dev.parallax.agent.classify;

import dev.parallax.model.observation.DnsNote;
import java.util.List;

/**
 * The aliases of an answer (CNAME, RFC 1034, section 3.6.2).
 *
 * @param names the chain that begins at the queried name, without this name; hostile
 * @param afterAddress an address record precedes the alias that leads to it
 */
public record AliasChain(List<String> names, boolean afterAddress) {
  public static final AliasChain NONE = new AliasChain(List.of(), false);

  public AliasChain {
    names = List.copyOf(names);
  }

  public List<DnsNote> notes() {
    return afterAddress ? List.of(DnsNote.ADDRESS_BEFORE_ALIAS) : List.of();
  }
}
