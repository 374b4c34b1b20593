// Gives Swift libcurl.
#pragma once
#include <curl/curl.h>
