# A TLS server on loopback as the target of a probe; sourced by programs of deploy/.

# tls_server FOLDER: sets server to the id of its process and server_target to the target of a probe. FOLDER/ca.pem authenticates it. The
# caller ends the process.
tls_server() {
  local folder=$1 log=$1/server.log
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority \
    -keyout "$folder/ca.key" -out "$folder/ca.pem" 2>"$log"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=www.try.test \
    -keyout "$folder/server.key" -out "$folder/server.csr" 2>>"$log"
  printf '%s\n' subjectAltName=DNS:www.try.test basicConstraints=CA:FALSE keyUsage=digitalSignature extendedKeyUsage=serverAuth \
    >"$folder/extensions"
  openssl x509 -req -in "$folder/server.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial -days 2 \
    -extfile "$folder/extensions" -out "$folder/server.pem" 2>>"$log"
  openssl s_server -accept 127.0.0.1:0 -cert "$folder/server.pem" -key "$folder/server.key" -www >"$log" 2>&1 </dev/null &
  server=$!
  local patience=50
  until grep -q '^ACCEPT 127' "$log"; do
    ((patience-- > 0)) && kill -0 "$server" || { cat "$log" >&2; return 1; }
    sleep 0.1
  done
  server_target=https://www.try.test:$(sed -n 's/^ACCEPT 127.0.0.1:\([0-9]*\).*/\1/p' "$log" | head -n 1)@127.0.0.1
}
