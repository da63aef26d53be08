<?php
// adlayout from PHP: one process for all pages. Copy this file; it needs PHP 8.0 or newer and nothing else.
//
//   require 'Adlayout.php';
//   $adlayout = new Adlayout(rules: 'adlayout.toml');
//   ['html' => $html, 'status' => $status] = $adlayout->finish('<!DOCTYPE html>…', '/artikel/');
//   $adlayout->close();

declare(strict_types=1);

final class Adlayout
{
    private const GONE = 'adlayout could not be started, or it has ended: this page is not done';

    /** @var resource|false */
    private $process;

    /** @var array<int, resource> */
    private array $pipes = [];

    /**
     * @param string|null  $rules   a rule file or preset
     * @param list<string> $command how adlayout is called
     */
    public function __construct(?string $rules = null, array $command = ['adlayout'])
    {
        $words = [...$command, 'finish', '--lines', ...($rules === null ? [] : ['--rules', $rules])];
        $this->process = @proc_open($words, [['pipe', 'r'], ['pipe', 'w'], STDERR], $this->pipes);
        if ($this->process === false) {
            throw new RuntimeException("adlayout cannot be started: $words[0]");
        }
    }

    /**
     * @return array{html: string, status: string, reason: ?string, insertions: array, left_out: array}
     * @throws RuntimeException where the process ended before the answer: this page is not done
     */
    public function finish(string $html, ?string $url = null): array
    {
        $line = json_encode(['html' => $html, 'url' => $url], JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE) . "\n";
        // A pipe may take less than all of it.
        for ($sent = 0; $sent < strlen($line); $sent += $written) {
            $written = @fwrite($this->pipes[0], substr($line, $sent));
            if (!$written) {
                throw new RuntimeException(self::GONE);
            }
        }
        $answer = fgets($this->pipes[1]);
        if ($answer === false || !str_ends_with($answer, "\n")) {
            throw new RuntimeException(self::GONE);
        }
        return json_decode($answer, true, 512, JSON_THROW_ON_ERROR);
    }

    /** The number of the process. */
    public function pid(): int
    {
        return proc_get_status($this->process)['pid'];
    }

    /** Ends the process and gives its exit status. */
    public function close(): int
    {
        array_map('fclose', $this->pipes);
        return proc_close($this->process);
    }
}
