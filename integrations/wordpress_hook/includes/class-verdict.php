<?php
/**
 * What the gate said.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * The answer about one draft, and whether it may go out.
 */
final class Verdict {
	const NONE = 'none'; // The service gave no answer.

	/**
	 * The verdict: block, warn, pass or none.
	 *
	 * @var string
	 */
	public $verdict;

	/**
	 * Findings as the service gave them, each with the index of its block.
	 *
	 * @var array
	 */
	public $findings = array();

	/**
	 * What a person should look at besides.
	 *
	 * @var string[]
	 */
	public $checklist = array();

	/**
	 * Id of the decision in the service's log.
	 *
	 * @var string
	 */
	public $decision_id = '';

	/**
	 * Ids of the windows that were active.
	 *
	 * @var string[]
	 */
	public $windows = array();

	/**
	 * Why there is no answer.
	 *
	 * @var string
	 */
	public $error = '';

	/**
	 * Whether the draft may go out.
	 *
	 * @var bool
	 */
	public $allowed = false;

	/**
	 * Why it may, where the verdict alone would not allow it: "override", "unchecked" or nothing.
	 *
	 * @var string
	 */
	public $because = '';

	/**
	 * A new verdict.
	 *
	 * @param string $verdict The verdict.
	 */
	public function __construct( $verdict ) {
		$this->verdict = $verdict;
	}

	/**
	 * No answer.
	 *
	 * @param string $error Why.
	 */
	public static function none( $error ) {
		$verdict        = new self( self::NONE );
		$verdict->error = $error;
		return $verdict;
	}

	/**
	 * Whether the service gave an answer.
	 */
	public function answered() {
		return self::NONE !== $this->verdict;
	}

	/**
	 * Findings that decide: those of the verdict's own severity.
	 *
	 * @return array
	 */
	public function deciding() {
		$severity = 'block' === $this->verdict ? 'block' : 'warn';
		return array_values(
			array_filter(
				$this->findings,
				static function ( $finding ) use ( $severity ) {
					return $finding['severity'] === $severity;
				}
			)
		);
	}

	/**
	 * One or more plain sentences for the author.
	 */
	public function message() {
		if ( ! $this->answered() ) {
			if ( $this->allowed ) {
				return __( 'Neutral Gate could not check this. It was let through, and will be checked later.', 'neutral-gate' );
			}
			return sprintf(
				/* translators: %s: what went wrong, in a sentence. */
				__( 'Neutral Gate could not check this, so it was not published. Your words are safe. Try again in a few minutes. (%s)', 'neutral-gate' ),
				$this->error
			);
		}
		if ( $this->allowed ) {
			return 'warn' === $this->verdict
				? __( 'Neutral Gate lets this through, but a person should look at it.', 'neutral-gate' )
				: __( 'Neutral Gate found nothing that must not be published.', 'neutral-gate' );
		}
		$parts = array( __( 'Neutral Gate stopped this from being published. Your words are safe.', 'neutral-gate' ) );
		foreach ( array_slice( $this->deciding(), 0, 3 ) as $finding ) {
			$parts[] = '' !== $finding['excerpt']
				/* translators: 1: words of the draft, 2: what is wrong with them. */
				? sprintf( __( '“%1$s”: %2$s', 'neutral-gate' ), $finding['excerpt'], $finding['message'] )
				: $finding['message'];
			if ( '' !== $finding['suggestion'] ) {
				$parts[] = $finding['suggestion'];
			}
		}
		return implode( ' ', $parts );
	}

	/**
	 * For the editor's script and for meta.
	 */
	public function to_array() {
		return array(
			'verdict'     => $this->verdict,
			'allowed'     => $this->allowed,
			'because'     => $this->because,
			'message'     => $this->message(),
			'error'       => $this->error,
			'findings'    => $this->findings,
			'checklist'   => $this->checklist,
			'windows'     => $this->windows,
			'decision_id' => $this->decision_id,
		);
	}
}
