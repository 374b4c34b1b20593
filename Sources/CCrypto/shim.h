// Gives Swift libcrypto.
#pragma once
#include <openssl/evp.h>
