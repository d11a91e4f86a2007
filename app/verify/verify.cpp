// crossdock-verify FILE: checks a sealed audit file without the console. It shares no code with the console on purpose:
// two programs that agree prove more than one. Needs nothing but libsodium. The format stands in
// core/inventory/audit/sealed_file.h.
// Exit code: 0 whole, 1 changed (says where), 2 wrong use, 3 cannot be read.

#include <sodium.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string toHex(const unsigned char *bytes, std::size_t size)
{
    std::string hex(size * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes, size);
    hex.pop_back();
    return hex;
}

std::vector<unsigned char> fromHex(std::string_view hex)
{
    std::vector<unsigned char> bytes(hex.size() / 2);
    std::size_t size = 0;
    if (sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, &size, nullptr) != 0 || size != bytes.size())
        bytes.clear();
    return bytes;
}

std::string sha256(std::string_view text)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, reinterpret_cast<const unsigned char *>(text.data()), text.size());
    return toHex(digest, sizeof digest);
}

/// The value of a member of a compact JSON object whose name occurs once outside of strings: quotes inside of strings are
/// escaped, so the name with its quotes cannot stand there.
std::string member(std::string_view json, const std::string &name)
{
    const std::string key = '"' + name + "\":";
    const std::size_t at = json.find(key);
    if (at == std::string_view::npos)
        return {};
    std::size_t from = at + key.size();
    const bool isText = from < json.size() && json[from] == '"';
    from += isText ? 1 : 0;
    const std::size_t to = json.find_first_of(isText ? "\"" : ",}", from);
    return to == std::string_view::npos ? std::string() : std::string(json.substr(from, to - from));
}

class Verifier
{
public:
    /// What is wrong with this line; empty: nothing.
    std::string take(const std::string &line)
    {
        ++m_line;
        const std::string where = "line " + std::to_string(m_line);
        if (line.size() < 67 || line[1] != ' ' || line[66] != ' ')
            return where + ": not a record of a sealed audit file";
        const char kind = line[0];
        const std::string hash = line.substr(2, 64);
        const std::string_view payload = std::string_view(line).substr(67);
        if ((m_line == 1) != (kind == 'H'))
            return where + ": the header is missing or stands in the wrong place";
        if (m_isSigned)
            return where + ": something was added after the signature";
        if (sha256(payload) != hash)
            return (kind == 'E' ? "entry " + std::to_string(m_next) + " (" + where + ")" : where) + " was changed: it does not match its hash";
        std::string fault;
        if (kind == 'H')
            fault = header(payload);
        else if (kind == 'E')
            fault = entry(payload, hash, where);
        else if (kind == 'S')
            fault = signature(payload);
        else if (kind != 'N' && kind != 'K' && kind != 'C' && kind != 'P')
            fault = where + ": an unknown kind of record";
        const std::string whole = line + '\n';
        crypto_hash_sha256_update(&m_state, reinterpret_cast<const unsigned char *>(whole.data()), whole.size());
        return fault;
    }

    bool isSigned() const { return m_isSigned; }
    long long entries() const { return m_entries; }
    std::string shop() const { return m_key; }
    Verifier() { crypto_hash_sha256_init(&m_state); }

private:
    std::string header(std::string_view payload)
    {
        if (member(payload, "format") != "crossdock-audit")
            return "this is no sealed audit file";
        if (member(payload, "version") != "1")
            return "the file was made by a newer program";
        m_key = member(payload, "public_key");
        m_previous = member(payload, "before");
        m_next = std::atoll(member(payload, "first").c_str());
        m_last = std::atoll(member(payload, "last").c_str());
        return {};
    }

    std::string entry(std::string_view payload, const std::string &hash, const std::string &where)
    {
        const long long number = std::atoll(member(payload, "number").c_str());
        if (number != m_next)
            return "entry " + std::to_string(m_next) + " is missing (" + where + " holds entry " + std::to_string(number) + ")";
        if (member(payload, "prev") != m_previous)
            return "entry " + std::to_string(number) + " (" + where + ") does not follow the entry before it: one of them was replaced";
        m_previous = hash;
        ++m_next;
        ++m_entries;
        return {};
    }

    std::string signature(std::string_view payload)
    {
        m_isSigned = true;
        if (m_next != m_last + 1)
            return "entries " + std::to_string(m_next) + " to " + std::to_string(m_last) + " are missing";
        crypto_hash_sha256_state state = m_state;
        unsigned char digest[crypto_hash_sha256_BYTES];
        crypto_hash_sha256_final(&state, digest);
        const auto key = fromHex(m_key);
        const auto sign = fromHex(member(payload, "signature"));
        if (key.size() != crypto_sign_PUBLICKEYBYTES || sign.size() != crypto_sign_BYTES || crypto_sign_verify_detached(sign.data(), digest, sizeof digest, key.data()) != 0)
            return "the signature does not fit: the file was changed after it was sealed";
        return {};
    }

    crypto_hash_sha256_state m_state;
    std::string m_key, m_previous;
    long long m_next = 0, m_last = 0, m_entries = 0;
    int m_line = 0;
    bool m_isSigned = false;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2 || std::string_view(argv[1]) == "--help") {
        std::cerr << "usage: crossdock-verify FILE\nChecks a sealed audit file: every entry, their order, and the shop's signature.\n";
        return 2;
    }
    if (sodium_init() < 0) {
        std::cerr << "the cryptographic library does not start\n";
        return 3;
    }
    std::ifstream file(argv[1], std::ios::binary);
    if (!file) {
        std::cerr << argv[1] << ": cannot be opened\n";
        return 3;
    }
    Verifier verifier;
    std::string line;
    while (std::getline(file, line)) {
        // getline() drops the line's end, and takes a last line without one for whole.
        const std::string fault = file.eof() ? "the file was cut off inside its last line" : verifier.take(line);
        if (!fault.empty()) {
            std::cout << "CHANGED: " << fault << "\n";
            return 1;
        }
    }
    if (!verifier.isSigned()) {
        std::cout << "CHANGED: the file ends without its signature: it was cut off\n";
        return 1;
    }
    std::cout << "WHOLE: all " << verifier.entries() << " entries are whole, in order, and signed by the shop " << verifier.shop() << "\n";
    return 0;
}
